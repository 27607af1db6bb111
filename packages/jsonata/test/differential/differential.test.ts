import fc from 'fast-check';
import { test } from 'vitest';
import { isChosen } from './chosen.ts';
import { agree, ours, reference } from './compare.ts';
import { expressions } from './expressions.ts';
import { input } from './inputs.ts';

// CROSSWALK_LONG=1 tries many more; what fails prints the seed and the smallest pair that fails.
const long = process.env.CROSSWALK_LONG === '1';
const pairs = long ? 100_000 : 2_500;
const seed = long ? Date.now() % 1_000_000_007 : 20_260_102;

test(`${pairs} generated expressions give what the jsonata package gives`, {
  timeout: long ? 7_200_000 : 60_000,
}, async () => {
  const property = fc.asyncProperty(expressions(), input, async (expression, value) => {
    const before = JSON.stringify(value);
    const mine = ours(expression, value);
    if (JSON.stringify(value) !== before) throw new Error('the input was changed');
    const theirs = await reference(expression, value);
    if (agree(expression, theirs, mine)) return;
    fc.pre(!isChosen(expression));
    throw new Error(`jsonata: ${show(theirs)}, ours: ${show(mine)}`);
  });
  await fc.assert(property, { numRuns: pairs, seed });
});

function show(result: object): string {
  return JSON.stringify(result, (_, value) => (value === undefined ? '(missing)' : value)).slice(0, 500);
}
