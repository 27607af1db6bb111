import { expect, test } from 'vitest';
import { type Budget, budgetOf } from '../../src/budget.ts';
import { formatInteger, formatNumber, fromMillis, parseInteger, toMillis } from '../../src/pictures/index.ts';

const digits = '1'.repeat(20_000);

/** Pictures made to hurt, under the limits that the engine sets. */
const hurting: readonly [what: string, attempt: (budget: Budget) => unknown, outcome: string][] = [
  ['a year a hundred million digits wide', (budget) => fromMillis(0, '[Y,99999999]', undefined, budget), 'D1015'],
  ['a year 1e300 digits wide', (budget) => fromMillis(0, `[Y,1${'0'.repeat(300)}]`, undefined, budget), 'D1015'],
  ['a thousand wide days', (budget) => fromMillis(0, '[D,9999]'.repeat(1_000), undefined, budget), 'D1015'],
  ['a million digits', (budget) => formatInteger(1, '0'.repeat(1_000_000), budget), 'D1018'],
  ['a million groups', (budget) => formatInteger(1, '0,'.repeat(500_000), budget), 'D1018'],
  ['five thousand separators', (budget) => formatInteger(1, '0,0.'.repeat(2_500), budget), 'value'],
  ['a long number picture', (budget) => formatNumber(1, '0'.repeat(1_000_000), undefined, budget), 'D1018'],
  ['a number picture of separators', (budget) => formatNumber(1, `${'0,'.repeat(4_999)}0`, undefined, budget), 'value'],
  ['an exponent of many digits', (budget) => formatNumber(5, `${'0'.repeat(5_000)}e0`, undefined, budget), 'D1001'],
  [
    'a sign repeated',
    (budget) => formatNumber(1, '0'.repeat(9_000), { 'zero-digit': '0'.repeat(100) }, budget),
    'value',
  ],
  [
    'a sign of a million characters',
    (budget) => formatNumber(1, '0', { 'zero-digit': '0'.repeat(1e6) }, budget),
    'D3094',
  ],
  ['a great number in Roman numerals', (budget) => formatInteger(1e12, 'I', budget), 'D1015'],
  ['a great number in letters', (budget) => formatInteger(Number.MAX_VALUE, 'a', budget), 'value'],
  ['a great number in words', (budget) => formatInteger(Number.MAX_VALUE, 'w', budget), 'value'],
  ['a long text in Roman numerals', (budget) => parseInteger('M'.repeat(1_000_000), 'I', budget), 'value'],
  ['a long text in words', (budget) => parseInteger('one and '.repeat(100_000), 'w', budget), 'value'],
  ['numbers side by side', (budget) => toMillis(digits, '[Y][M][D][H][m][s][f]', 0, budget), 'value'],
  ['numbers with digits between', (budget) => toMillis(digits, '[Y]1[M]1[D]1[H]1[m]1[s]x', 0, budget), 'value'],
  ['many numbers with digits between', (budget) => toMillis(digits, '[Y]1'.repeat(100), 0, budget), 'value'],
  ['words side by side', (budget) => toMillis('one '.repeat(5_000), '[Yw][Mw][Dw][Hw]x', 0, budget), 'value'],
  ['names side by side', (budget) => toMillis('a'.repeat(20_000), '[MN][FN][xN][MN][FN]1', 0, budget), 'value'],
  ['very many markers in words', (budget) => toMillis('one', '[Yw]'.repeat(2_000), 0, budget), 'D1018'],
  ['a million brackets', (budget) => fromMillis(0, '['.repeat(1_000_000), undefined, budget), 'D1018'],
];

function outcomeOf(attempt: () => unknown): string {
  try {
    attempt();
    return 'value';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

test.each(hurting)('%s ends quickly', (_what, attempt, outcome) => {
  const start = process.cpuUsage();
  expect(outcomeOf(() => attempt(budgetOf({ steps: 1_000_000, text: 1_000_000, array: 100_000 })))).toBe(outcome);
  const { user, system } = process.cpuUsage(start);
  // Within 100 ms when it runs alone; the test runner makes it several times slower.
  expect((user + system) / 1000).toBeLessThan(500);
});

test('a text that no engine can make is refused without limits too', () => {
  expect(outcomeOf(() => fromMillis(0, '[Y,999999999]', undefined, budgetOf()))).toBe('D1015');
});

test('what one picture says does not reach the next evaluation', () => {
  const twice = (): string[] => [
    formatInteger(12345, "#'##0.00", budgetOf()),
    formatInteger(12345, "#'##0.00", budgetOf()),
  ];
  expect(twice()[0]).toBe(twice()[1]);
  expect(formatNumber(1.5, '0,0', { 'decimal-separator': ',', 'grouping-separator': '.' }, budgetOf())).toBe('1,5');
  expect(formatNumber(15, '0,0', undefined, budgetOf())).toBe('1,5');
});
