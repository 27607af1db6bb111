import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSurelyWithin } from '../src/index.ts';
import { nested } from './calls.ts';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

test('what is said to be small is never larger', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(500), (value, most) => {
      if (isSurelyWithin(most, value)) expect(bytesOf(value)).toBeLessThanOrEqual(most);
    }),
    { numRuns: 3000 },
  );
});

test('the usual call is known to be small, and a large one may be large', () => {
  const call = { type: 'track', userId: 'u1', event: 'Signed Up', properties: { plan: 'Startup', seats: 7 } };
  expect(isSurelyWithin(32 * 1024, call)).toBe(true);
  expect(isSurelyWithin(32 * 1024, { ...call, text: 'x'.repeat(40_000) })).toBe(false);
  expect(isSurelyWithin(32 * 1024, { list: Array(20_000).fill(1) })).toBe(false);
  expect(isSurelyWithin(10, nested(50_000))).toBe(false);
});
