import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptancesOf, type Received } from '../../src/ingest/acceptances.ts';
import { Keyring } from '../../src/ingest/keyring.ts';
import { callsOf } from '../calls-of.ts';
import { sourceOf } from '../sources.ts';

const keyring = new Keyring([sourceOf('website'), sourceOf('app')]);
const key = fc.constantFrom('website-key', 'app-key', 'nobody');
const call = fc.record(
  {
    type: fc.oneof(fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias'), fc.jsonValue()),
    event: fc.oneof(fc.string(), fc.jsonValue()),
    userId: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
    messageId: fc.oneof(fc.uuid(), fc.jsonValue()),
    writeKey: fc.oneof(key, fc.jsonValue()),
    context: fc.jsonValue(),
    traits: fc.jsonValue(),
    properties: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const batch = fc.record(
  {
    batch: fc.oneof(fc.array(fc.oneof(call, fc.jsonValue())), fc.jsonValue()),
    writeKey: fc.oneof(key, fc.jsonValue()),
  },
  { requiredKeys: ['batch'] },
);

it('of whatever is sent, every call is taken or refused with a code, once and in its order', () => {
  fc.assert(
    fc.property(
      fc.oneof(batch, call, fc.jsonValue()),
      fc.constantFrom('batch', 'track', 'identify'),
      key,
      (body, kind, given) => {
        const received: Received = {
          ...{ kind, body, keys: [given], raw: Buffer.from(JSON.stringify(body)), ip: '127.0.0.1', fromPage: true },
          ...{ receivedAt: '2026-01-02T03:04:05.678Z', newId: () => 'minted' },
        };
        const before = JSON.stringify(body);
        const acceptances = acceptancesOf(received, keyring) ?? [];
        expect(JSON.stringify(body)).toBe(before);
        const taken = acceptances.flatMap(({ calls }) => callsOf(calls));
        const refused = acceptances.flatMap(({ refused }) => refused);
        for (const { code, bytes } of refused)
          expect([code, bytes]).toEqual([expect.stringMatching(/^[a-z_]+$/), expect.any(Number)]);
        for (const { messageId, call } of taken) expect(messageId).toBe(call.messageId);
        const list = (body as { batch?: unknown } | null)?.batch;
        const count = Array.isArray(list) ? Math.max(1, list.length) : 1;
        if (acceptances.length > 0) expect(taken.length + refused.length).toBe(count);
      },
    ),
  );
});
