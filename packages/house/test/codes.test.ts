import { expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { codesInUse } from '../src/checks/codes.ts';
import { repositoryOf } from '../src/repository.ts';
import { emptyHouse } from './tiny-package.ts';

const entry = { title: 'A mistake', help: 'The way out.' };
const find = (codes: string[], files: Record<string, string>) =>
  report(
    codesInUse(Object.fromEntries(codes.map((code) => [code, entry]))).find(repositoryOf({ ...emptyHouse, ...files })),
  );

const source = 'packages/engine/src/a.ts';
const frame = { 'packages/engine/fixtures/diagnostics/shape/unknown-key.txt': 'error[M102]: unknown key\n' };

test('a code that is used and whose frame is shown', () => {
  expect(find(['M102'], { [source]: "say('M102');", ...frame })).toBe('');
  expect(find(['R401'], { [source]: "say('R401');", 'mappings/a/track.cases.yaml': 'rejects: R401' })).toBe('');
});

test('a code that no file causes is shown by a test that names it', () => {
  expect(find(['M310'], { [source]: "say('M310');", 'packages/engine/test/a.test.ts': "'M310'" })).toBe('');
});

test("JSONata's own codes and names in comments are not ours", () => {
  expect(find([], { [source]: "// M999\nthrow new JsonataError('D1012', 'T2001'); const model = 'M1024';" })).toBe('');
});

test('a code without an entry', () => {
  expect(find([], { [source]: "\nsay('M102');" })).toBe(
    `${source}:2: gives out M102, which has no entry. Add it under packages/diagnostics/src/codes/.`,
  );
});

test('an entry that nothing gives out', () => {
  const own = { 'packages/diagnostics/src/codes/shape.ts': "export const shape = { 'M102': {} };" };
  expect(find(['M102'], { ...own, ...frame })).toBe(
    'packages/diagnostics/src/codes/: M102 is given out nowhere. Use it, or delete it while it is unreleased; a released code is never used again.',
  );
});

test('a code that nothing shows', () => {
  expect(find(['M102'], { [source]: "say('M102');", 'packages/engine/test/a.test.ts': "'M102'" })).toBe(
    'packages/diagnostics/src/codes/: no fixture or case shows M102. Add one that holds its whole frame.',
  );
  expect(find(['R401'], { [source]: "say('R401');" })).toBe(
    'packages/diagnostics/src/codes/: no fixture or case shows R401. Add one.',
  );
});
