import { type Check, finding } from '../check.ts';

const most = 300;

/** Sources that hold one idea which takes more lines, with the reason. */
const longOnes: Readonly<Record<string, string>> = {};

/** A file of more than 300 lines is a sign that it holds two ideas. */
export function fileLength(allowed: Readonly<Record<string, string>> = longOnes): Check {
  return {
    holds: `no source has more than ${most} lines, unless the list says why`,
    *find(repository) {
      const long = repository.paths.filter((path) => isSource(path) && lines(repository.read(path)) > most);
      for (const path of long) {
        if (Object.hasOwn(allowed, path)) continue;
        yield finding(
          path,
          `has ${lines(repository.read(path))} lines. Split it by ideas, or give the reason in packages/house/src/checks/size.ts.`,
        );
      }
      for (const path of Object.keys(allowed)) {
        if (long.includes(path)) continue;
        yield finding(path, 'is not that long any more. Take it out of packages/house/src/checks/size.ts.');
      }
    },
  };
}

function isSource(path: string): boolean {
  return /\.(ts|tsx|mts|js|mjs|css|svelte|jsonata)$/.test(path) && !path.includes('/fixtures/');
}

function lines(text: string): number {
  return text.trimEnd().split('\n').length;
}
