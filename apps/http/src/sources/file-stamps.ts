import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A text that differs whenever a file or anything in one of the folders was written, replaced, moved or linked elsewhere.
 * Asked for again and again it finds every kind of change, on disks that tell of none too (networks, containers).
 */
export async function stampsOf(file: string, folders: readonly string[]): Promise<string> {
  const stamps = await Promise.all([stampOf(file), ...folders.map(folderStamp)]);
  return stamps.join('\n');
}

async function folderStamp(folder: string): Promise<string> {
  const lists = await Promise.all([folder, join(folder, 'functions')].map(pathsIn));
  return (await Promise.all(lists.flat().map(stampOf))).join('\n');
}

async function pathsIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /\.(yaml|json|jsonata)$/.test(name)).map((name) => join(folder, name));
  } catch {
    return [folder];
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return `${path} is not there`;
  }
}
