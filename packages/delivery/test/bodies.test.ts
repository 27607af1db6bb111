import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bodies, type WrittenRequest } from '../src/deliver/bodies.ts';

const read = (bytes: Uint8Array) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;

describe('bodies in pages', () => {
  it('come back as they were written, however others are written and joined in between', () => {
    const body = fc.record({ text: fc.string({ unit: 'binary', maxLength: 1000, size: 'max' }), number: fc.integer() });
    // Each step writes some bodies, and joins the oldest or the newest of those that wait.
    const step = fc.record({ bodies: fc.array(body, { maxLength: 8 }), joined: fc.nat(8), isOldest: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const pages = new Bodies();
        const waiting: { body: object; written: WrittenRequest }[] = [];
        for (const { bodies, joined, isOldest } of steps) {
          for (const one of bodies) waiting.push({ body: one, written: pages.write('track', one) });
          const taken = isOldest ? waiting.splice(0, joined) : waiting.splice(Math.max(0, waiting.length - joined));
          expect(read(pages.join(taken.map(({ written }) => written)))).toEqual(taken.map(({ body: sent }) => sent));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('may be larger than a page', () => {
    const pages = new Bodies();
    const body = { text: '漢'.repeat(100_000) };
    const before = pages.write('track', { small: 1 });
    expect(read(pages.join([before, pages.write('track', body)]))).toEqual([{ small: 1 }, body]);
  });
});
