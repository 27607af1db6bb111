import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where TypeScript looks for the types of a module: `connect.d.ts`, or `connect.d.mts` beside `connect.mjs`. */
export function declarationsBeside(file: string): string {
  return file.replace(/\.(m?)js$/, '.d.$1ts');
}

/** Writes files, each whole or not at all, and the folders they lie in. Gives why it cannot, as a sentence. */
export function writeFiles(files: Readonly<Record<string, string>>): string | undefined {
  for (const [file, text] of Object.entries(files)) {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeWhole(file, text);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      return `${file} ${reasons[code] ?? `cannot be written (${code})`}`;
    }
  }
  return undefined;
}

/** Who reads the file meanwhile reads the old one. */
function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'lies on a disk that cannot be written',
  EISDIR: 'is a folder',
  ENOTDIR: 'lies in what is a file, not a folder',
  EEXIST: 'lies in what is a file, not a folder',
  ENOSPC: 'finds no room on its disk',
};
