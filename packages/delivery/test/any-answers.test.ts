import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../src/index.ts';
import { type Body, delivery, type Sent, track } from './delivery.ts';

const minute = 60_000;

/**
 * Connect as it is promised to be: a request under an id that it has taken is answered 200 and has no effect. Each call has
 * a list of answers that come first; `lost` is an answer that has its effect and does not come back.
 */
function scriptedConnect(scripts: ReadonlyMap<string, string[]>) {
  const taken = new Set<string>();
  const effects: Body[] = [];
  const script = ({ id, bodies }: Sent): Answer => {
    if (taken.has(id)) return { status: 200 };
    const next = bodies.map((body) => scripts.get(body.messageId)!.shift()).find((answer) => answer !== undefined);
    if (next === undefined || next === 'lost') {
      taken.add(id);
      effects.push(...bodies);
    }
    if (next === undefined) return { status: 200 };
    return next === 'lost' || next === 'timeout'
      ? { error: 'timeout' }
      : { status: Number(next), headers: { 'retry-after': '1' } };
  };
  return { script, effects };
}

describe('whatever the destination answers', () => {
  const answers = fc.array(fc.constantFrom('429', '500', '503', 'timeout', 'lost', '408', '401'), { maxLength: 4 });
  const calls = fc.array(fc.record({ user: fc.nat(49), type: fc.constantFrom('track', 'identify', 'both'), answers }), {
    minLength: 1,
    maxLength: 300,
  });

  test('every call arrives once in effect, each user’s in order', async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 20 }), async (made, size) => {
        const named = made.map(({ user, type }, index) => track(`m${index}`, `user ${user}`, { type }));
        const { script, effects } = scriptedConnect(
          new Map(made.map((call, index) => [`m${index}`, [...call.answers]])),
        );
        const { clock, accept, store } = await delivery({ script });
        for (let at = 0; at < named.length; at += size) await accept(named.slice(at, at + size));
        for (let turn = 0; turn < 100 && (await store.counts()).delivered < named.length; turn++)
          await clock.pass(30 * minute);
        const expected = named.flatMap(({ messageId, type }) =>
          type === 'both' ? [messageId, messageId] : [messageId],
        );
        const byUser = (list: readonly { user: string; messageId: string }[]) =>
          Object.fromEntries(
            Object.entries(Object.groupBy(list, (one) => one.user)).map(([user, own]) => [
              user,
              own!.map((one) => one.messageId),
            ]),
          );
        const users = new Map(named.map(({ messageId, userId }) => [messageId, String(userId)]));
        expect(byUser(effects)).toEqual(
          byUser(expected.map((id) => ({ user: users.get(id)!, messageId: String(id) }))),
        );
        expect(await store.counts()).toMatchObject({ delivered: named.length, waiting: 0, inFlight: 0, dead: 0 });
      }),
      { numRuns: 40 },
    );
  });
});
