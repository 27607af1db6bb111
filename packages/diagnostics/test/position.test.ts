import { positionAt } from '@crosswalk/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['the first character', 'ab\ncd', 0, 1, 1],
  ['the line break itself', 'ab\ncd', 2, 1, 3],
  ['the first character of the second line', 'ab\ncd', 3, 2, 1],
  ['the end', 'ab\ncd', 5, 2, 3],
  ['beyond the end', 'ab\ncd', 50, 2, 3],
  ['before the beginning', 'ab\ncd', -1, 1, 1],
  ['after a last line break', 'ab\n', 3, 2, 1],
  ['an empty text', '', 0, 1, 1],
  ['a column counts UTF-16 code units', '😀x', 2, 1, 3],
])('%s', (_, text, offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column });
});

test('walking back from line and column gives the offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '😀')), fc.nat(60), (cells, at) => {
      const text = cells.join('');
      const offset = Math.min(at, text.length);
      const { line, column } = positionAt(text, offset);
      const linesBefore = text.split('\n').slice(0, line - 1);
      expect(linesBefore.reduce((sum, one) => sum + one.length + 1, 0) + column - 1).toBe(offset);
    }),
  );
});
