import { type Check, type Finding, finding } from '../check.ts';
import { lineAt, type Node, parse, walk } from '../syntax.ts';

const unfinished = /\b(TO[D]O|FIX[M]E)\b/;

export const finished: Check = {
  holds: 'nothing is left for later: no lonely or skipped test, no note to oneself',
  *find(repository) {
    for (const path of repository.paths) {
      if (!/\.(ts|mjs|yaml|md|jsonata)$/.test(path) || path.includes('/fixtures/')) continue;
      const text = repository.read(path);
      const at = text.search(unfinished);
      if (at !== -1)
        yield finding(path, 'is unfinished by its own words. Finish it, or take it out.', lineAt(text, at));
      if (path.endsWith('.test.ts')) yield* leftOut(path, text);
    }
  },
};

function* leftOut(path: string, text: string): Generator<Finding> {
  const says = 'leaves tests out. Run them all; what a machine may lack is asked with test.skipIf.';
  for (const { node } of walk(parse(path, text))) {
    if (isAside(node)) yield finding(path, says, lineAt(text, node.start));
  }
}

/** `test.only`, `describe.skip`, `it.todo`. */
function isAside({ type, object, property }: Node): boolean {
  if (type !== 'MemberExpression') return false;
  const suite = (object as Node).name as string;
  return (
    ['test', 'it', 'describe'].includes(suite) && ['only', 'skip', 'todo'].includes((property as Node).name as string)
  );
}
