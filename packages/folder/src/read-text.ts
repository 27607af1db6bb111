import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, statSync } from 'node:fs';

/** Why something on disk cannot be used, as the end of a sentence that begins with its name. */
export class Unreadable extends Error {
  static because(error: unknown, reasons: Readonly<Record<string, string>> = {}): Unreadable {
    if (error instanceof Unreadable) return error;
    const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? error);
    return new Unreadable({ ...systemReasons, ...reasons }[code] ?? `cannot be read (${code})`);
  }
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a folder',
  ENOTDIR: 'is a file where a folder is wanted',
  ELOOP: 'is a link that leads to itself',
};

const mostBytes = 1024 * 1024;

/** The text of a file, without a byte order mark. Throws `Unreadable` for links, folders, binary and large files. */
export function readText(path: string, { most = mostBytes, followLinks = false } = {}): string {
  try {
    const stat = (followLinks ? statSync : lstatSync)(path);
    if (stat.isSymbolicLink()) throw new Unreadable('is a link, and links are not followed');
    if (!stat.isFile()) throw new Unreadable(stat.isDirectory() ? 'is a folder' : 'is not an ordinary file');
    if (stat.size > most) throw new Unreadable(`is larger than ${most / 1024} KB`);
    const bytes = readFileSync(path);
    if (bytes.includes(0)) throw new Unreadable('is binary, and text is wanted');
    if (!isUtf8(bytes)) throw new Unreadable('is not written in UTF-8');
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw Unreadable.because(error);
  }
}
