import { posix } from 'node:path';
import { type Check, finding } from '../check.ts';
import { importsOf } from '../imports.ts';
import type { Repository } from '../repository.ts';
import { codeOf, workspacesOf } from '../workspace.ts';

/**
 * Files that import each other in a circle are one file in pieces, and run in an order that nobody chose. Types may point both
 * ways: nothing of them is left at run time.
 */
export const circles: Check = {
  holds: 'no files import each other in a circle',
  *find(repository) {
    for (const workspace of workspacesOf(repository)) {
      for (const circle of circlesAmong(repository, codeOf(repository, workspace, 'src'))) {
        const says = `imports itself by way of ${circle.slice(1).join(', ')}. Move what both need into a file of its own.`;
        yield finding(circle[0]!, says);
      }
    }
  },
};

/** Each circle once, as the files on the way from one of them back to it. */
function* circlesAmong(repository: Repository, paths: readonly string[]): Generator<readonly string[]> {
  const code = new Set(paths);
  const done = new Set<string>();
  const way: string[] = [];
  function* follow(path: string): Generator<readonly string[]> {
    const at = way.indexOf(path);
    if (at !== -1) yield way.slice(at);
    if (at !== -1 || done.has(path)) return;
    way.push(path);
    for (const next of importedBy(repository, path)) if (code.has(next)) yield* follow(next);
    way.pop();
    done.add(path);
  }
  for (const path of paths) yield* follow(path);
}

function importedBy(repository: Repository, path: string): string[] {
  return importsOf(repository, path).flatMap(({ specifier, isOfTypes }) => {
    if (isOfTypes || !specifier?.startsWith('.')) return [];
    return [posix.join(posix.dirname(path), specifier)];
  });
}
