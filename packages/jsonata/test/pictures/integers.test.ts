import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { formatInteger, parseInteger } from '../../src/pictures/index.ts';

/** Written so, and read back. */
const bothWays: readonly [value: number, picture: string, text: string][] = [
  [7, '0', '7'],
  [7, '000', '007'],
  [1234567, '#,##0', '1,234,567'],
  [1234567, '#,##,##0', '12,34,567'],
  [1, '1;o', '1st'],
  [12, '1;o', '12th'],
  [113, '1;o', '113th'],
  [122, '1;o', '122nd'],
  [1003, '#,##0;o', '1,003rd'],
  [42, '٠٠', '٤٢'],
  [1984, 'I', 'MCMLXXXIV'],
  [1984, 'i', 'mcmlxxxiv'],
  [1, 'A', 'A'],
  [26, 'a', 'z'],
  [27, 'a', 'aa'],
  [703, 'A', 'AAA'],
  [0, 'w', 'zero'],
  [21, 'w', 'twenty-one'],
  [21, 'Ww', 'Twenty-One'],
  [21, 'w;o', 'twenty-first'],
  [30, 'w;o', 'thirtieth'],
  [100, 'w;o', 'one hundredth'],
  [1984, 'w', 'one thousand, nine hundred and eighty-four'],
  [1_000_001, 'w', 'one million and one'],
  [12_000, 'W;o', 'TWELVE THOUSANDTH'],
];

test.each(bothWays)('%d by %s is %s, and back', (value, picture, text) => {
  expect(formatInteger(value, picture, budgetOf())).toBe(text);
  expect(parseInteger(text, picture, budgetOf())).toBe(value);
});

const onlyWritten: readonly [value: number, picture: string, text: string][] = [
  [-42, '000', '-042'],
  [-3, 'w', '-three'],
  [7.9, '0', '7'],
  [-7.1, '0', '-8'],
  [0, 'I', ''],
  [0, 'a', ''],
  [4000, 'i', 'mmmm'],
  [1234, "#'##0", "1'234"],
  [1234567, "#'##0.00", "12'345.67"],
  [1e15, 'w', 'one thousand trillion'],
  [1e21, '0', '1e+21'],
  [5, 'Ww;c', 'Five'],
];

test.each(onlyWritten)('%d by %s is %s', (value, picture, text) => {
  expect(formatInteger(value, picture, budgetOf())).toBe(text);
});

test.each([
  ['twelve hundred', 'w', 1200],
  ['nineteen hundred and eighty-four', 'w', 1984],
  ['Twenty-One', 'w', 21],
  ['12 apples', '0', 12],
  ['-5', '0', -5],
])('%s by %s is read as %d', (text, picture, value) => {
  expect(parseInteger(text, picture, budgetOf())).toBe(value);
});

test.each([
  ['apples', '0'],
  ['', '0'],
  ['1', '٠'],
  ['twelvety', 'w'],
  ['MMXY', 'I'],
  ['constructor', 'w'],
  ['__proto__', 'w'],
])('%j by %s is no integer, so nothing is read', (text, picture) => {
  expect(parseInteger(text, picture, budgetOf())).toBeUndefined();
});

test.each([
  ['a picture without a digit', '#', 'D3130'],
  ['an empty picture', '', 'D3130'],
  ['a numbering sequence', '①', 'D3130'],
  ['digits of two scripts', '0٠', 'D3131'],
])('%s is refused', (_what, picture, code) => {
  expect(() => formatInteger(1, picture, budgetOf())).toThrow(expect.objectContaining({ code }));
  expect(() => parseInteger('1', picture, budgetOf())).toThrow(expect.objectContaining({ code }));
});

test('a number that is not finite is refused', () => {
  const code = 'D1001';
  expect(() => formatInteger(Number.POSITIVE_INFINITY, 'a', budgetOf())).toThrow(expect.objectContaining({ code }));
  expect(() => formatInteger(Number.NaN, 'w', budgetOf())).toThrow(expect.objectContaining({ code }));
  expect(() => parseInteger('z'.repeat(300), 'a', budgetOf())).toThrow(expect.objectContaining({ code }));
});
