import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callTypes, normalise, pathKinds, readBody } from '../src/index.ts';
import { receivedAt, verdict } from './calls.ts';

const fields = [
  'type',
  'userId',
  'anonymousId',
  'messageId',
  'event',
  'traits',
  'context',
  'timestamp',
  'sentAt',
  'batch',
  '__proto__',
  'constructor',
];
const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...callTypes), fc.constantFrom(null, '', 'u', 1));
const likeACall = fc
  .array(fc.tuple(fc.constantFrom(...fields), value))
  .map((entries) =>
    JSON.parse(`{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`).join()}}`),
  );

test('any JSON becomes a call or a coded failure, and stays what it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), likeACall),
      likeACall,
      fc.constantFrom(...Object.values(pathKinds)),
      (sent, batch, kind) => {
        const before = JSON.stringify([sent, batch]);
        const { call, failure } = normalise(sent, { receivedAt, newId: () => 'minted', type: kind, batch });
        if (failure) expect(failure.code).toMatch(/^[a-z_]+$/);
        else expect(JSON.parse(JSON.stringify(call))).toMatchObject({ receivedAt, messageId: expect.any(String) });
        readBody(sent, kind);
        expect(JSON.stringify([sent, batch])).toBe(before);
        expect(Object.keys(Object.prototype)).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

test('values that JSON does not know do no harm either', () => {
  const ring: Record<string, unknown> = { type: 'identify', userId: 'u' };
  ring.traits = { ring, again: ring };
  const trap = {
    get userId() {
      throw new Error('a getter that throws');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(verdict(ring)).toBe('call_too_deep');
  expect(verdict(trap)).toBe('call_not_object');
  expect(verdict(proxy)).toBe('call_not_object');
  expect(verdict(Object.assign(Object.create(null), { userId: 'u' }))).toBe('taken');
  for (const odd of [() => {}, Symbol('s'), 1n, Number.NaN, new Date(0), new Map(), new Proxy({}, {})]) {
    expect(verdict(odd)).toMatch(/^(call_not_object|no_user_anon_id)$/);
  }
  expect(verdict({ userId: 1n })).toBe('id_not_string');
});

test('any value in any place, odd ones too, never throws', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true }),
      (sent) => {
        const { call, failure } = normalise(sent, { receivedAt, newId: () => 'minted', batch: sent as object });
        expect(call === undefined).toBe(failure !== undefined);
      },
    ),
    { numRuns: 2000 },
  );
});
