import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, CallData } from '../src/index.ts';
import { after, arrived, delivery, page, type Sent, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const second = 1000;
const minute = 60 * second;

describe('an alias', () => {
  const alias = (messageId: string, previousId: string, userId: string) =>
    track(messageId, userId, { type: 'alias', previousId });
  /** Each request takes a second. */
  async function slow(script?: (sent: Sent) => Answer | undefined) {
    const clock = new VirtualClock();
    return delivery({ clock, script: (one) => after(clock, second, script?.(one) ?? { status: 200 }) });
  }

  test('waits for earlier calls of both ids, and later calls of both wait for it', async () => {
    const { clock, accept, sent } = await slow();
    const others = [track('m3', 'anon'), track('m4', 'peter'), track('m5', 'milton')];
    await accept([track('m1', 'anon'), track('m2', 'peter'), alias('join', 'anon', 'peter'), ...others]);
    await clock.pass(minute);
    expect(sent.map((one) => [one.at / second, arrived([one]).toSorted()])).toEqual([
      [0, ['m1', 'm2', 'm5']],
      [1, ['join']],
      [2, ['m3', 'm4']],
    ]);
  });

  test('may travel with what it waits for when the operation is the same', async () => {
    const { clock, accept, sent } = await slow();
    const identify = (messageId: string, userId: string) => track(messageId, userId, { type: 'identify' });
    await accept([
      identify('m1', 'anon'),
      identify('m2', 'peter'),
      alias('join', 'anon', 'peter'),
      identify('m3', 'anon'),
    ]);
    await clock.pass(minute);
    expect(sent.map((one) => arrived([one]))).toEqual([['m1', 'm2', 'join'], ['m3']]);
  });

  test('aliases that cross, chain and share one id all arrive, in their order', async () => {
    const { clock, accept, sent, store } = await slow();
    const calls = [
      alias('1', 'a', 'b'),
      alias('2', 'b', 'a'),
      alias('3', 'b', 'c'),
      alias('4', 'c', 'd'),
      alias('5', 'a', 'd'),
      alias('6', 'd', 'd'),
    ];
    await accept([...calls, ...['a', 'b', 'c', 'd'].map((user) => track(`of ${user}`, user))]);
    await clock.pass(minute);
    expect(arrived(sent).filter((messageId) => messageId.length === 1)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(await store.counts()).toMatchObject({ delivered: 10 });
  });

  test('waits at most a minute for the other id', async () => {
    const { clock, accept, sent } = await slow(({ bodies }) =>
      bodies.some((body) => body.user === 'anon') ? { status: 500 } : undefined,
    );
    await accept([track('m1', 'anon'), alias('join', 'anon', 'peter'), track('m2', 'peter')]);
    await clock.pass(59 * second);
    expect(arrived(sent)).not.toContain('join');
    await clock.pass(5 * second);
    expect(arrived(sent).filter((messageId) => messageId !== 'm1')).toEqual(['join', 'm2']);
  });

  test('of an id like "guest" does not wait for it, and that is reported once', async () => {
    const run = await slow(({ bodies }) =>
      bodies.some((body) => body.user === 'guest') ? { status: 500 } : undefined,
    );
    for (let index = 0; index < 101; index++) await run.accept([alias(`join ${index}`, 'guest', `user ${index}`)]);
    await run.clock.pass(5 * minute);
    await run.accept([track('m1', 'guest')]);
    await run.clock.pass(second);
    await run.accept([alias('late', 'guest', 'peter'), alias('later', 'guest', 'milton')]);
    await run.clock.pass(2 * second);
    expect(arrived(run.sent)).toEqual(expect.arrayContaining(['late', 'later']));
    expect(run.reports.map((report) => report.code)).toEqual(['D504']);
    expect(JSON.stringify(run.reports)).not.toContain('guest');
  });
});

describe('aliases among calls of few users', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const call = fc.oneof(
    { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('track', 'identify', 'both'), userId: ids }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('alias'), userId: ids, previousId: ids }) },
  );

  test('each comes behind all earlier calls of both its ids, and before all later ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), async (made, size) => {
        const clock = new VirtualClock();
        const named: CallData[] = made.map((one, index) => ({ ...one, messageId: `m${index}` }));
        const { accept, sent, store } = await delivery({ clock, script: () => after(clock, 100, { status: 200 }) });
        for (let at = 0; at < named.length; at += size) {
          await accept(named.slice(at, at + size));
          await clock.pass(30);
        }
        await clock.pass(minute);
        expect(await store.counts()).toMatchObject({ delivered: named.length, waiting: 0, inFlight: 0 });
        const order = arrived(sent);
        for (const [index, one] of named.entries()) {
          const mine = idsOf(one);
          for (const later of named.slice(index + 1).filter((other) => idsOf(other).some((id) => mine.includes(id)))) {
            expect(order.lastIndexOf(String(one.messageId))).toBeLessThan(order.indexOf(String(later.messageId)));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('aliases that arrive in any order', () => {
  const ids = fc.constantFrom('a', 'b', 'c');
  const call = fc.record({
    userId: ids,
    previousId: fc.option(ids, { nil: undefined }),
    anonymousId: fc.constantFrom('page 1', 'page 2', undefined),
    time: fc.nat(300),
    wait: fc.nat(100),
    first: fc.boolean(),
  });

  test('never wait for each other in a ring', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), async (made) => {
        const { clock, accept, store } = await delivery({ tuning: { reorderMs: 300 } });
        let request: CallData[] = [];
        for (const [index, { previousId, anonymousId, time, wait, first, userId }] of made.entries()) {
          const alias = previousId === undefined ? {} : { type: 'alias', previousId };
          request.push(page(`m${index}`, time, { userId, anonymousId, ...alias }));
          if (!first) continue;
          await accept(request);
          request = [];
          await clock.pass(wait);
        }
        await accept(request);
        // Less than the minute after which an alias no longer waits.
        await clock.pass(30 * second);
        expect(await store.counts()).toMatchObject({ delivered: made.length, waiting: 0, inFlight: 0 });
      }),
      { numRuns: 200 },
    );
  });
});

/** Ids that a call is about; calls that share one keep their order. */
function idsOf({ userId, previousId }: CallData): unknown[] {
  return previousId === undefined ? [userId] : [userId, previousId];
}
