import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { compileRegex } from '../../src/regex/index.ts';
import { hardPatterns } from './hard-patterns.ts';
import type { Measured } from './measure.ts';

/** What `measure.ts` says of each pattern. */
function measurements(): Measured[] {
  const program = fileURLToPath(new URL('measure.ts', import.meta.url));
  const lines = execFileSync(process.execPath, [program], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Measured);
}

function isQuick({ milliseconds, megabytes }: Measured): boolean {
  return milliseconds < 100 && megabytes < 64;
}

const first = measurements();
// Other work on the machine may slow one run down, hardly three.
const runs = first.every(isQuick) ? [first] : [first, measurements(), measurements()];

test.each(hardPatterns)('%s ends within 100 ms, 64 MB and a million steps', (pattern, _text, result) => {
  const measured = runs.map((run) => run.find((each) => each.pattern === pattern)!);
  expect(new Set(measured.map((each) => each.result))).toEqual(new Set([result]));
  expect(measured.filter(isQuick), JSON.stringify(measured)).not.toEqual([]);
});

// Fifty million steps take a second, and longer in the test runner.
test.runIf(process.env.CROSSWALK_LONG)('without a budget a search ends too', () => {
  const search = (): unknown => compileRegex('(a{0,1000}){0,40}b').exec('a'.repeat(5_000), 0, budgetOf());
  expect(search).toThrow(expect.objectContaining({ code: 'D1017' }));
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
