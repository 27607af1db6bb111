import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that a commit of everything would hold, by path from the top, with `/`. Checks see nothing else. */
export interface Repository {
  /** In order. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The text of a file; throws when there is none. */
  read(path: string): string;
}

/** A repository made of texts, for the tests of the checks. */
export function repositoryOf(files: Readonly<Record<string, string>>): Repository {
  const texts = new Map(Object.entries(files));
  return {
    paths: [...texts.keys()].sort(),
    has: (path) => texts.has(path),
    read(path) {
      const text = texts.get(path);
      if (text === undefined) throw new Error(`${path} does not exist`);
      return text;
    },
  };
}

/** The clone at a folder: what git tracks, and what it would add. Needs git. */
export function repositoryAt(top: string): Repository {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(top, path))).sort();
  const known = new Set(paths);
  const texts = new Map<string, string>();
  return {
    paths,
    has: (path) => known.has(path),
    read(path) {
      const text = texts.get(path) ?? readFileSync(join(top, path), 'utf8');
      texts.set(path, text);
      return text;
    },
  };
}
