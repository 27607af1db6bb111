import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callTypes, limits, messageIdOf, normalise, refusals } from '../src/index.ts';
import { nested, receivedAt } from './calls.ts';

const field = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', 'u', 1, ...callTypes),
  fc.integer({ min: limits.depth - 4, max: limits.depth + 2 }).map(nested),
);
const names = ['type', 'userId', 'anonymousId', 'to', 'messageId', 'event', 'name', 'traits', 'properties', 'context'];
const sent = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...names, 'integrations', 'sentAt', 'writeKey'), field),
);

test('what is refused without being made is what is refused when it is made, for the same reason', () => {
  fc.assert(
    fc.property(
      sent,
      sent,
      fc.constantFrom('track', undefined),
      fc.nat(2 * limits.callBytes),
      (one, batch, type, bytes) => {
        const context = { receivedAt, newId: () => 'minted', type, batch: batch as object };
        const { call, failure } = normalise(one, { ...context, bytes });
        expect(refusals(context)(one, bytes)).toEqual(failure);
        if (call) expect(messageIdOf(one) ?? 'minted').toBe(call.messageId);
      },
    ),
    { numRuns: 3000 },
  );
});
