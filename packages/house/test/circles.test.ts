import { expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { circles } from '../src/checks/circles.ts';
import { repositoryOf } from '../src/repository.ts';
import { emptyHouse } from './tiny-package.ts';

const find = (files: Record<string, string>) => report(circles.find(repositoryOf({ ...emptyHouse, ...files })));

test('files that import each other are told once, with the way between them', () => {
  const found = find({
    'packages/engine/src/a.ts': "import { b } from './b.ts';",
    'packages/engine/src/b.ts': "export { c } from './deep/c.ts';",
    'packages/engine/src/deep/c.ts': "import { type A, a } from '../a.ts';",
    'packages/engine/src/d.ts': "import { a } from './a.ts';",
  });
  expect(found).toBe(
    'packages/engine/src/a.ts: imports itself by way of packages/engine/src/b.ts, packages/engine/src/deep/c.ts. ' +
      'Move what both need into a file of its own.',
  );
});

test('a type may point back', () => {
  const found = find({
    'packages/engine/src/a.ts': "import { b } from './b.ts';",
    'packages/engine/src/b.ts':
      "import type { A } from './a.ts';\nimport { type B } from './a.ts';\nexport type { C } from './a.ts';",
  });
  expect(found).toBe('');
});
