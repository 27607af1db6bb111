import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { formatNumber } from '../../src/pictures/index.ts';

const written: readonly [value: number, picture: string, result: string][] = [
  [1234.5, '#,##0.00', '1,234.50'],
  [0, '#,##0.00', '0.00'],
  [0.5, '#.##', '.5'],
  [0.5, '0.##', '0.5'],
  [7, '00', '07'],
  [7, '#', '7'],
  [0, '#', '0'],
  [-42, '0', '-42'],
  [-42, '0;(0)', '(42)'],
  [2.5, '0', '2'],
  [3.5, '0', '4'],
  [1.005, '0.00', '1.00'],
  [0.14, '0%', '14%'],
  [0.0145, '0.0‰', '14.5‰'],
  [1234567, '#,##,##0', '12,34,567'],
  [1234567, '#,###,##0', '1,234,567'],
  [1234567890, '0,000', '1,234,567,890'],
  [1234.56789, '0.000,000', '1234.567,890'],
  [1234.5, '$#,##0.00', '$1,234.50'],
  [19.9, '0.00 EUR', '19.90 EUR'],
  [12345, '0.00e0', '1.23e4'],
  [0.00012, '0.0e00', '1.2e-04'],
  [-12345, '0.0e0', '-1.2e4'],
  [1e20, '#,##0', '100,000,000,000,000,000,000'],
];

test.each(written)('%d by %s is %s', (value, picture, result) => {
  expect(formatNumber(value, picture, undefined, budgetOf())).toBe(result);
});

const german = { 'decimal-separator': ',', 'grouping-separator': '.' };

const withOptions: readonly [value: number, picture: string, options: Record<string, string>, result: string][] = [
  [1234.5, '#.##0,00', german, '1.234,50'],
  [1234.5, '#.##0,00', { ...german, 'minus-sign': '−' }, '1.234,50'],
  [-1234.5, '#.##0,00', { ...german, 'minus-sign': '−' }, '−1.234,50'],
  [42, '٠٠٠', { 'zero-digit': '٠' }, '٠٤٢'],
  [0.14, '0pc', { percent: 'pc' }, '14pc'],
  [5, '__0', { digit: '_' }, '5'],
  [-5, '0|[0]', { 'pattern-separator': '|' }, '[5]'],
  [1500, '0.0E0', { 'exponent-separator': 'E' }, '1.5E3'],
  [7, '0', { unknown: 'x' }, '7'],
];

test.each(withOptions)('%d by %s with %o is %s', (value, picture, options, result) => {
  expect(formatNumber(value, picture, options, budgetOf())).toBe(result);
});

const refused: readonly [what: string, value: number, picture: string, code: string][] = [
  ['three sub-pictures', 1, '0;0;0', 'D3080'],
  ['two decimal separators', 1, '0.0.0', 'D3081'],
  ['two percent signs', 1, '0%%', 'D3082'],
  ['two per-mille signs', 1, '0‰‰', 'D3083'],
  ['percent and per mille', 1, '0%‰', 'D3084'],
  ['no digit at all', 1, '.', 'D3085'],
  ['a letter among the digits', 1, '0x0', 'D3086'],
  ['a grouping separator beside the decimal one', 1, '0,.0', 'D3087'],
  ['a grouping separator at the end', 1, '0,', 'D3088'],
  ['two grouping separators side by side', 1, '0,,0', 'D3089'],
  ['an optional digit after a digit', 1, '0#', 'D3090'],
  ['a digit after an optional one in the fraction', 1, '0.#0', 'D3091'],
  ['an exponent and a percent sign', 1, '0e0%', 'D3092'],
  ['an exponent that is no number', 1, '0e#', 'D3093'],
  ['101 decimal places', 1, `0.${'0'.repeat(101)}`, 'D3095'],
  ['a number that is none', Number.NaN, '0', 'D1001'],
  ['an endless number', Number.POSITIVE_INFINITY, '0e0', 'D1001'],
  ['a number whose percentage is endless', 1e307, '0%', 'D1001'],
];

test.each(refused)('%s is refused', (_what, value, picture, code) => {
  expect(() => formatNumber(value, picture, undefined, budgetOf())).toThrow(expect.objectContaining({ code }));
});

test.each(['', 'x'.repeat(101), 0, null])('an option that is %j is refused', (sign) => {
  const options = { 'zero-digit': sign };
  expect(() => formatNumber(1, '0', options, budgetOf())).toThrow(expect.objectContaining({ code: 'D3094' }));
});

test('options are own properties, whatever an object inherits', () => {
  const options = Object.create({ 'zero-digit': 'A' });
  expect(formatNumber(42, '000', options, budgetOf())).toBe('042');
  expect(formatNumber(42, '000', JSON.parse('{"__proto__": {"zero-digit": "A"}}'), budgetOf())).toBe('042');
});

test('the message says what was found and what was wanted', () => {
  const write = (): string => formatNumber(1, '0;0;0', undefined, budgetOf());
  expect(write).toThrow('a picture has at most two sub-pictures, this one has 3');
});
