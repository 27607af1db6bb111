import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { JsonataError } from '../../src/error.ts';
import { compileRegex, type Match } from '../../src/regex/index.ts';

/** Patterns that make RegExp run for seconds, or for ever, on these texts. `D1017`: our steps run out as well. */
const hard: readonly [pattern: string, text: string, result: 'match' | 'no match' | 'D1017'][] = [
  ['(a+)+$', `${'a'.repeat(50_000)}!`, 'no match'],
  ['(a|a)*b', 'a'.repeat(50_000), 'no match'],
  ['(a|aa)+$', `${'a'.repeat(50_000)}b`, 'no match'],
  ['(a*)*b', 'a'.repeat(50_000), 'no match'],
  ['((a*)*)*c', 'a'.repeat(20_000), 'no match'],
  ['(x+x+)+y', 'x'.repeat(30_000), 'no match'],
  ['(.*a){20}', `${'a'.repeat(5_000)}b`, 'match'],
  ['(.*a){20}$', 'x'.repeat(5_000), 'no match'],
  ['(.*)*=.*;', 'a'.repeat(20_000), 'no match'],
  ['\\s+$', `${' '.repeat(100_000)}x`, 'no match'],
  ['\\d+x', '1'.repeat(100_000), 'no match'],
  ['(\\w+\\s?)*!', 'word '.repeat(10_000), 'no match'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(30_000), 'no match'],
  ['^(a?){50}a{50}$', 'a'.repeat(49), 'no match'],
  ['(?:a?){500}a{500}', 'a'.repeat(500), 'match'],
  ['(?<=(a+)+)b', 'a'.repeat(20_000), 'no match'],
  ['(?:(?=.*x)a)*b', 'a'.repeat(20_000), 'no match'],
  ['(?!(a+)+b)c', 'a'.repeat(20_000), 'no match'],
  ['[^]*?[^]*?[^]*?z', 'a'.repeat(20_000), 'no match'],
  ['(a{0,1000}){0,40}b', 'a'.repeat(5_000), 'D1017'],
  ['(a*)(a*)(a*)\\1\\2\\3b', 'a'.repeat(500), 'D1017'],
  ['(.*)(.*)(.*)(.*)(.*)[^a]\\1\\2\\3\\4', 'a'.repeat(300), 'D1017'],
  ['(?=(a+))a*b\\1', 'a'.repeat(3_000), 'D1017'],
  ['(a|b|c)*d', 'abc'.repeat(300_000), 'D1017'],
];

function resultOf(search: () => Match | undefined): string {
  try {
    return search() ? 'match' : 'no match';
  } catch (error) {
    if (error instanceof JsonataError) return error.code;
    throw error;
  }
}

test.each(hard)('%s ends within 100 ms, 64 MB and a million steps', (source, text, expected) => {
  const regex = compileRegex(source);
  const bytes = (): number => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  // Other work on the machine may slow one attempt down, hardly three.
  const attempts = [1, 2, 3].map(() => {
    const [budget, before, start] = [budgetOf({ steps: 1_000_000 }), bytes(), process.cpuUsage()];
    const result = resultOf(() => regex.exec(text, 0, budget));
    const { user, system } = process.cpuUsage(start);
    return { result, steps: budget.steps, milliseconds: (user + system) / 1000, megabytes: (bytes() - before) / 1e6 };
  });
  for (const { result, steps } of attempts) {
    expect(result).toBe(expected);
    expect(steps).toBeGreaterThanOrEqual(0);
  }
  expect(Math.min(...attempts.map(({ milliseconds }) => milliseconds))).toBeLessThan(100);
  expect(Math.min(...attempts.map(({ megabytes }) => megabytes))).toBeLessThan(64);
});

test('without a budget a search ends too', () => {
  const error = resultOf(() => compileRegex('(a{0,1000}){0,40}b').exec('a'.repeat(5_000), 0, budgetOf()));
  expect(error).toBe('D1017');
});

test('a search that runs out of steps says so, and says nothing of the text', () => {
  const search = (): unknown => compileRegex('(a*)(a*)\\1\\2b').exec('a'.repeat(500), 0, budgetOf({ steps: 1000 }));
  expect(search).toThrow('the regular expression takes too many steps on this text of 500 characters');
});

test('many searches of a long text leave enough of a million steps', () => {
  const words = compileRegex('\\w+');
  const text = 'two words '.repeat(2_000);
  const budget = budgetOf({ steps: 1_000_000 });
  let count = 0;
  for (let match = words.exec(text, 0, budget); match; match = words.exec(text, match.end, budget)) count++;
  expect(count).toBe(4_000);
  expect(budget.steps).toBeGreaterThan(900_000);
});

/** Patterns that could make the vetting itself slow. */
const large: readonly [what: string, pattern: string][] = [
  ['groups in groups', '('.repeat(200) + ')b?'.repeat(200)],
  ['loops in loops', `${'(?:'.repeat(200)}a${'b)*'.repeat(200)}`],
  ['options in options', `${'(a|'.repeat(200)}x${'|b?c?)d?'.repeat(200)}`],
  ['many options', `(?:${Array.from({ length: 2_000 }, (_, index) => `w${index}`).join('|')})*$`],
  ['many optional characters', 'a?b?'.repeat(3_000)],
  [
    'a large class',
    `[${Array.from({ length: 5_000 }, (_, index) => String.fromCharCode(0x4e00 + 2 * index)).join('')}]+x`,
  ],
];

test.each(large)('%s are vetted quickly', (_what, source) => {
  const start = process.cpuUsage();
  compileRegex(source, 'i');
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(1_000);
});
