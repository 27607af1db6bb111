import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { fromMillis, toMillis } from '../../src/pictures/index.ts';

const now = Date.UTC(2026, 10, 23, 17, 5, 9, 42);

/** 27 March 2018, a Tuesday, 14:03 and a little. */
const tuesday = Date.UTC(2018, 2, 27, 14, 3, 5, 7);

function read(text: string, picture?: string): string | undefined {
  const millis = toMillis(text, picture, now, budgetOf());
  return millis === undefined ? undefined : new Date(millis).toISOString();
}

const written: readonly [picture: string, text: string][] = [
  ['[Y0001]-[M01]-[D01]', '2018-03-27'],
  ['[Y]-[M]-[D]', '2018-3-27'],
  ['[M01]/[D01]/[Y01]', '03/27/18'],
  ['[Y,2-2]', '18'],
  ['[D1o] [MNn] [Y]', '27th March 2018'],
  ['[FNn], [MNn,3-3] [D]', 'Tuesday, Mar 27'],
  ['[FN,*-3] [F] [F1]', 'TUE tuesday 2'],
  ['[Dwo] of [MN]', 'twenty-seventh of MARCH'],
  ['[YI] [Mi] [Da]', 'MMXVIII iii aa'],
  ['[Yw]', 'two thousand and eighteen'],
  ['[H01]:[m01]:[s01].[f001]', '14:03:05.007'],
  ['[h]:[m] [P]', '2:03 pm'],
  ['[h01]:[m01] [PN]', '02:03 PM'],
  ['day [d] of [Y], week [W] ([X])', 'day 86 of 2018, week 13 (2018)'],
  ['week [w] of [xNn]', 'week 5 of March'],
  ['[[[Y]]]', '[2018]'],
  ['[ Y 0001 ]', '2018'],
  ['[C] [E]', 'ISO ISO'],
  ['[Z] [z] [Z0101] [Z01:01t]', '+00:00 GMT+00:00 +0000 Z'],
  ['no marker', 'no marker'],
];

test.each(written)('%s of a Tuesday is %s', (picture, text) => {
  expect(fromMillis(tuesday, picture, undefined, budgetOf())).toBe(text);
});

test('without a picture a moment is written by ISO 8601', () => {
  expect(fromMillis(tuesday, undefined, undefined, budgetOf())).toBe('2018-03-27T14:03:05.007Z');
  expect(fromMillis(Date.UTC(12018, 0), undefined, undefined, budgetOf())).toBe('2018-01-01T00:00:00.000Z');
});

const zones: readonly [timezone: string, text: string][] = [
  ['+0530', '2018-03-27T19:33:05.007+05:30'],
  ['-0700', '2018-03-27T07:03:05.007-07:00'],
  ['+1200', '2018-03-28T02:03:05.007+12:00'],
  ['0000', '2018-03-27T14:03:05.007Z'],
];

test.each(zones)('in the zone %s it is %s', (timezone, text) => {
  expect(fromMillis(tuesday, undefined, timezone, budgetOf())).toBe(text);
});

test.each([
  ['2005-01-01', '[X]-W[W]', '2004-W53'],
  ['2006-01-01', '[X]-W[W]', '2005-W52'],
  ['2008-12-30', '[X]-W[W]', '2009-W1'],
  ['2005-01-01', '[w] [xNn]', '5 December'],
  ['2018-04-30', '[w] [xNn]', '1 May'],
])('the week of %s by %s is %s', (day, picture, text) => {
  expect(fromMillis(Date.parse(day), picture, undefined, budgetOf())).toBe(text);
});

const isoTexts: readonly [text: string, moment: string][] = [
  ['2018', '2018-01-01T00:00:00.000Z'],
  ['2018-03', '2018-03-01T00:00:00.000Z'],
  ['2018-03-27', '2018-03-27T00:00:00.000Z'],
  ['2018-03-27T14:03:05', '2018-03-27T14:03:05.000Z'],
  ['2018-03-27T14:03:05.5', '2018-03-27T14:03:05.500Z'],
  ['2018-03-27T14:03:05.1239', '2018-03-27T14:03:05.123Z'],
  ['2018-03-27T14:03:05+05:30', '2018-03-27T08:33:05.000Z'],
  ['2018-03-27T14:03:05-0700', '2018-03-27T21:03:05.000Z'],
  ['2018-03-27T24:00:00Z', '2018-03-28T00:00:00.000Z'],
  ['2018-02-30T00:00:00Z', '2018-03-02T00:00:00.000Z'],
  ['0050-01-01', '0050-01-01T00:00:00.000Z'],
];

test.each(isoTexts)('%s is %s, wherever the machine stands', (text, moment) => {
  expect(read(text)).toBe(moment);
});

test.each([
  '',
  'soon',
  '27.3.2018',
  '2018-3-27',
  '2018-13-01',
  '2018-02-00',
  '2018-03-27 14:03',
  '2018-03-27T25:00:00Z',
])('%j is no date', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'D3110' }));
});

test('the message about a date keeps the text to itself', () => {
  expect(() => read('michael@example.com')).toThrow('found a text of 19 characters');
});

const readTexts: readonly [text: string, picture: string, moment: string | undefined][] = [
  ['27.3.2018', '[D].[M].[Y]', '2018-03-27T00:00:00.000Z'],
  ['20180327140305', '[Y0001][M01][D01][H01][m01][s01]', '2018-03-27T14:03:05.000Z'],
  ['27th March 2018', '[D1o] [MNn] [Y]', '2018-03-27T00:00:00.000Z'],
  ['Mar 27 2018', '[MNn,3-3] [D] [Y]', '2018-03-27T00:00:00.000Z'],
  ['3/27/2018 2:03 pm', '[M]/[D]/[Y] [h]:[m] [P]', '2018-03-27T14:03:00.000Z'],
  ['3/27/2018 12:03 am', '[M]/[D]/[Y] [h]:[m] [P]', '2018-03-27T00:03:00.000Z'],
  ['2018-03-27 14:03:00 +05:30', '[Y]-[M]-[D] [H]:[m]:[s] [Z]', '2018-03-27T08:33:00.000Z'],
  ['2018-03-27 14:03 GMT-5', '[Y]-[M]-[D] [H]:[m] [z01]', '2018-03-27T19:03:00.000Z'],
  ['2018-86', '[Y]-[d]', '2018-03-27T00:00:00.000Z'],
  ['MMXVIII', '[YI]', '2018-01-01T00:00:00.000Z'],
  ['twenty-seventh of March, two thousand and eighteen', '[Dwo] of [MNn], [Yw]', '2018-03-27T00:00:00.000Z'],
  ['14:03', '[H]:[m]', '2026-11-23T14:03:00.000Z'],
  ['27 3', '[D] [M]', '2026-03-27T00:00:00.000Z'],
  ['tomorrow', '[Y]-[M]-[D]', undefined],
  ['constructor 2018', '[MNn] [Y]', '2018-01-01T00:00:00.000Z'],
  ['noon constructor', '[h] [P]', undefined],
  ['text', 'text', undefined],
];

test.each(readTexts)('%s by %s is %s', (text, picture, moment) => {
  expect(read(text, picture)).toBe(moment);
});

test.each([
  ['a marker that is not closed', '[Y', 'D3135'],
  ['an empty marker', '[]', 'D3132'],
  ['a letter that stands for nothing', '[q]', 'D3132'],
  ['a letter that stands for nothing, with a width', '[y0001]', 'D3132'],
  ['the name of a year', '[YN]', 'D3133'],
  ['a zone of five digits', '[Z00001]', 'D3134'],
  ['a numbering sequence', '[D①]', 'D3130'],
  ['digits of two scripts', '[D0٠]', 'D3131'],
])('%s is refused', (_what, picture, code) => {
  expect(() => fromMillis(tuesday, picture, undefined, budgetOf())).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['a month and minutes, but no day', '3 03', '[M] [m]'],
  ['a year and a day, but no month', '2018-27', '[Y]-[D]'],
  ['a date by weeks', '2018-13-2', '[X]-[W]-[F1]'],
])('%s cannot be read', (_what, text, picture) => {
  expect(() => read(text, picture)).toThrow(expect.objectContaining({ code: 'D3136' }));
});

test.each([
  ['a zone by its name', tuesday, 'Europe/London', 'D3111'],
  ['a moment beyond all dates', 1e300, undefined, 'D1001'],
  ['no moment at all', Number.NaN, undefined, 'D1001'],
])('%s is refused', (_what, millis, timezone, code) => {
  expect(() => fromMillis(millis, undefined, timezone, budgetOf())).toThrow(expect.objectContaining({ code }));
});
