import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { JsonataError } from '../../src/error.ts';
import { costOf } from '../../src/regex/cost.ts';
import { compileRegex, type Match, vetRegex, vettedRegex } from '../../src/regex/index.ts';
import { parsePattern } from '../../src/regex/parse.ts';
import { mostSteps } from '../../src/regex/steps.ts';
import { flags, patterns, texts } from './patterns.ts';

const RUNS = process.env.CROSSWALK_LONG ? 100_000 : 2_500;
if (process.env.CROSSWALK_LONG) vi.setConfig({ testTimeout: 600_000 });

function native(source: string, flag: string, text: string, from: number): Match | undefined {
  const regex = new RegExp(source, `${flag}g`);
  regex.lastIndex = from;
  const found = regex.exec(text);
  return found === null
    ? undefined
    : { index: found.index, end: found.index + found[0].length, groups: found.slice(1) };
}

/** RegExp itself may take for ever: it is asked where the text is short, or the pattern's worst case is small. */
function canBeAsked(source: string, text: string): boolean {
  const pattern = parsePattern(source, { ignoreCase: false, multiline: false, dotAll: false });
  return text.length <= 14 || mostSteps(costOf(pattern), text.length, 0) < 1_000_000;
}

/** What a search gives; undefined when its steps ran out. */
function attempt(search: () => Match | undefined): { match: Match | undefined } | undefined {
  try {
    return { match: search() };
  } catch (error) {
    if (error instanceof JsonataError && error.code === 'D1017') return undefined;
    throw error;
  }
}

test('our own matcher finds what RegExp finds', () => {
  fc.assert(
    fc.property(patterns, flags, texts, fc.nat(30), (source, flag, text, at) => {
      fc.pre(canBeAsked(source, text));
      const from = Math.min(at, text.length);
      const regex = compileRegex(source, flag);
      const metered = attempt(() => regex.execMetered(text, from, budgetOf({ steps: 1_000_000 })));
      if (metered) expect(metered.match).toEqual(native(source, flag, text, from));
    }),
    { numRuns: RUNS },
  );
});

test('exec finds what RegExp finds, whatever the budget is', () => {
  const steps = fc.constantFrom(5_000, 1_000_000, Number.POSITIVE_INFINITY);
  fc.assert(
    fc.property(patterns, flags, texts, steps, (source, flag, text, allowed) => {
      fc.pre(canBeAsked(source, text));
      const found = attempt(() => compileRegex(source, flag).exec(text, 0, budgetOf({ steps: allowed })));
      if (found) expect(found.match).toEqual(native(source, flag, text, 0));
    }),
    { numRuns: RUNS },
  );
});

test('one regular expression can be used in turn on several texts', () => {
  const regex = compileRegex('(a)|b');
  const budget = budgetOf();
  expect(regex.exec('xxa', 0, budget)?.index).toBe(2);
  expect(regex.exec('b', 0, budget)).toEqual({ index: 0, end: 1, groups: [undefined] });
  expect(regex.exec('b', 1, budget)).toBeUndefined();
});

test('a pattern vetted before finds the same, without our own matcher', () => {
  const vetted = vettedRegex('(\\w+)@(\\w+)', '', vetRegex('(\\w+)@(\\w+)'));
  const text = 'mail michael@example today';
  expect(vetted.exec(text, 0, budgetOf())).toEqual(compileRegex('(\\w+)@(\\w+)').exec(text, 0, budgetOf()));
  expect(() => vetted.exec('a'.repeat(10_000), 0, budgetOf())).toThrow(expect.objectContaining({ code: 'D1017' }));
});

test('of a pattern vetted as exponential no search is begun', () => {
  const vetted = vettedRegex('(a+)+$', '', vetRegex('(a+)+$'));
  expect(() => vetted.exec('aaa!', 0, budgetOf())).toThrow(expect.objectContaining({ code: 'D1017' }));
});
