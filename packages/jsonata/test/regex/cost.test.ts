import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { compileProgram } from '../../src/regex/compile-program.ts';
import { costOf } from '../../src/regex/cost.ts';
import { matchMetered } from '../../src/regex/metered-matcher.ts';
import { parsePattern } from '../../src/regex/parse.ts';
import type { Program } from '../../src/regex/program.ts';
import { type Cost, mostSteps, stepsUpTo } from '../../src/regex/steps.ts';
import type { Pattern } from '../../src/regex/tree.ts';
import { patterns, texts } from './patterns.ts';

const RUNS = process.env.CROSSWALK_LONG ? 100_000 : 2_500;
if (process.env.CROSSWALK_LONG) vi.setConfig({ testTimeout: 600_000 });

function parsed(source: string): Pattern {
  return parsePattern(source, { ignoreCase: false, multiline: false, dotAll: false });
}

/** The matcher as a plain backtracking one: it remembers no failures, so it takes the steps that RegExp takes. */
function plainProgram(pattern: Pattern): Program {
  const program = compileProgram(pattern);
  const instructions = program.instructions.map((each) => ({ ...each, memory: -1 }));
  return { ...program, instructions };
}

test('no search takes more steps than were foretold', () => {
  fc.assert(
    fc.property(patterns, texts, (source, text) => {
      const pattern = parsed(source);
      const cost = costOf(pattern);
      const most = mostSteps(cost, text.length, 0);
      fc.pre(most < 100_000);
      const meter = { left: 10_000_000 };
      const slots = matchMetered(plainProgram(pattern), text, 0, meter);
      const foretold = slots ? stepsUpTo(cost, text.length, 0, slots[0]!, slots[1]! - slots[0]!) : most;
      // A step of ours and one of the count need not be the same, but they keep in proportion.
      expect(10_000_000 - meter.left).toBeLessThanOrEqual(10 * foretold);
    }),
    { numRuns: RUNS },
  );
});

/** How the steps of one attempt grow with the text: with its power of so much, or beyond all bounds. */
const growth: readonly [pattern: string, power: number][] = [
  ['@', 0],
  ['\\s+', 0],
  ['[^a-z0-9]+', 0],
  ['(?:foo|bar|baz)+', 0],
  ['^\\+?\\d{7,15}$', 0],
  ['^(\\d{4})-(\\d{2})-(\\d{2})$', 0],
  ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', 0],
  ['\\s+$', 1],
  ['<[^>]+>', 1],
  ['\\{\\{.*?\\}\\}', 1],
  ['(\\w+)@(\\w+)\\.com', 1],
  ['(\\d+)-(\\d+)-(\\d+)', 1],
  ['(-?\\d+(?:\\.\\d*)?)F\\b', 1],
  ['"([^"\\\\]|\\\\.)*"', 1],
  ['(?=.*\\d)(?=.*[a-z]).{8,}', 1],
  ['(?<=\\s+)x', 1],
  ['^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', 2],
  ['(["\']).*?\\1', 2],
  ['.*.*=.*', 2],
  ['(a+)+$', Number.POSITIVE_INFINITY],
  ['(a|a)*b', Number.POSITIVE_INFINITY],
  ['(a|aa)+$', Number.POSITIVE_INFINITY],
  ['(\\w+\\s?)*!', Number.POSITIVE_INFINITY],
  ['(.*a){20}', Number.POSITIVE_INFINITY],
  ['(a*)*b', Number.POSITIVE_INFINITY],
];

test.each(growth)('an attempt at %s grows with the text to the power of %d', (source, power) => {
  const { inVain }: Cost = costOf(parsed(source));
  expect(Number.isFinite(inVain.factor) ? inVain.degree : Number.POSITIVE_INFINITY).toBe(power);
});

test('a pattern that starts with ^ is tried once', () => {
  expect(mostSteps(costOf(parsed('^\\d+x')), 1000, 0)).toBeLessThan(20_000);
  expect(mostSteps(costOf(parsed('\\d+x')), 1000, 0)).toBeGreaterThan(1_000_000);
});
