import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, CallData } from '../src/index.ts';
import { after, arrived, type Body, delivery, outletOf, type Sent, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const second = 1000;
const minute = 60 * second;

describe('batches', () => {
  test('neighbours travel together, up to what the operation takes', async () => {
    const { clock, accept, sent } = await delivery();
    await accept(Array.from({ length: 25 }, (_, index) => track(`m${index}`, `user ${index}`)));
    await clock.pass(1);
    expect(sent.map((one) => one.bodies.length)).toEqual([10, 10, 5]);
  });

  test('one user’s calls of two operations stay in order', async () => {
    const { clock, accept, sent } = await delivery();
    await accept([
      track('m1'),
      track('m2', 'peter', { type: 'identify' }),
      track('m3'),
      track('m4', 'milton'),
      track('m5', 'milton'),
    ]);
    await clock.pass(1);
    expect(sent.map((one) => arrived([one]))).toEqual([['m1', 'm4', 'm5'], ['m2'], ['m3']]);
  });

  test('a call that travels alone has an id told by its messageId', async () => {
    const { clock, accept, sent } = await delivery();
    await accept([track('m1')]);
    await clock.pass(1);
    const again = await delivery();
    await again.accept([track('m1', 'somebody else')]);
    await again.clock.pass(1);
    expect(sent[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(again.sent[0]!.id).toBe(sent[0]!.id);
  });

  test('every batch is written before it is sent', async () => {
    const open: string[][] = [];
    const run = await delivery({
      script: async () => {
        open.push((await run.store.open([outletOf('web')])).map((each) => each.batch.id));
        return { status: 200 };
      },
    });
    await run.accept([track('m1'), track('m2')]);
    await run.clock.pass(1);
    expect(open).toEqual([['batch-1']]);
  });
});

describe('lanes', () => {
  test('1 and "1" are one user, also through two sources of one environment', async () => {
    const clock = new VirtualClock();
    const { accept, sent } = await delivery({
      clock,
      outlets: [outletOf('web'), outletOf('shop')],
      script: () => after(clock, second, { status: 200 }),
    });
    await accept([track('m1', 1)]);
    await accept([track('m2', '1')], 'shop');
    await accept([track('m3', 1)]);
    await clock.pass(500);
    expect(arrived(sent)).toEqual(['m1']);
    await clock.pass(5 * second);
    expect(arrived(sent)).toEqual(['m1', 'm2', 'm3']);
  });

  test('another environment is another lane', async () => {
    const clock = new VirtualClock();
    const { accept, sent } = await delivery({
      clock,
      outlets: [outletOf('web', 'one'), outletOf('shop', 'two')],
      script: () => after(clock, second, { status: 200 }),
    });
    await accept([track('m1')]);
    await accept([track('m2')], 'shop');
    await clock.pass(1);
    expect(arrived(sent)).toEqual(['m1', 'm2']);
  });

  test('one user in trouble holds up nobody else', async () => {
    const { clock, accept, store, sent } = await delivery({
      script: ({ bodies }) => ({ status: bodies.some((body) => body.user === 'milton') ? 500 : 200 }),
    });
    await accept([track('m0', 'milton')]);
    await clock.pass(1);
    await accept(Array.from({ length: 100 }, (_, index) => track(`m${index + 1}`, `user ${index}`)));
    await accept([track('later', 'milton')]);
    await clock.pass(1);
    expect(await store.counts()).toMatchObject({ delivered: 100 });
    expect(arrived(sent)).not.toContain('later');
  });
});

/** A call of a page: the client's own time is so many milliseconds after its start. */
function page(messageId: string, at: number, more: CallData = {}): CallData {
  const originalTimestamp = new Date(Date.UTC(2026, 10, 23, 9) + at).toISOString();
  return track(messageId, 'peter', { anonymousId: 'a', originalTimestamp, ...more });
}

describe('calls of one page that arrive in the wrong order', () => {
  const tuning = { reorderMs: 300 };

  test('go in the order in which they were made', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m3', 30)]);
    await clock.pass(100);
    await accept([page('m1', 10)]);
    await clock.pass(100);
    await accept([page('m2', 20)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m1', 'm2', 'm3']);
  });

  test('wait no longer than the window', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m2', 20)]);
    await clock.pass(299);
    expect(sent).toEqual([]);
    await clock.pass(2);
    expect(arrived(sent)).toEqual(['m2']);
    await accept([page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m2', 'm1']);
  });

  test('go in the order of acceptance when the window is turned off', async () => {
    const { clock, accept, sent } = await delivery({ tuning: { reorderMs: 0 } });
    await accept([page('m2', 20)]);
    await accept([page('m1', 10)]);
    await clock.pass(1);
    expect(arrived(sent)).toEqual(['m2', 'm1']);
  });

  test('a call resent days later does not overtake what was accepted long ago and still waits', async () => {
    let isDown = true;
    const { clock, accept, sent } = await delivery({ tuning, script: () => (isDown ? { status: 500 } : undefined) });
    await accept([page('m1', 1000)]);
    await clock.pass(minute);
    await accept([page('m2', 2000)]);
    await clock.pass(minute);
    await accept([page('old', 0)]);
    isDown = false;
    await clock.pass(2 * minute);
    expect(arrived(sent).slice(-2)).toEqual(['m2', 'old']);
  });

  test('the calls of one request keep their order, whatever their times say', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m3', 30)]);
    await accept([page('m2', 20), page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m2', 'm1', 'm3']);
  });

  test('calls of another page, and of a server, are ordered by arrival', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m2', 20)]);
    await accept([page('other', 0, { anonymousId: 'b' })]);
    await accept([track('server')]);
    await accept([page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m1', 'm2', 'other', 'server']);
  });

  test('a call without an anonymousId does not wait', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([track('m1')]);
    await clock.pass(1);
    expect(arrived(sent)).toEqual(['m1']);
  });

  test('a backlog that is read after a start is ordered as if it had been read at once', async () => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, outlets: [] });
    const made = Array.from({ length: 1200 }, (_, index) => index);
    // Pairs arrive the wrong way round, also the pair that is read in two portions.
    for (const at of made) await first.accept([page(`m${at ^ 1}`, at ^ 1)]);
    await clock.pass(minute);
    const second = await delivery({ clock, store: first.store, tuning });
    await clock.pass(second.sent.length + minute);
    expect(arrived(second.sent)).toEqual(made.map((at) => `m${at}`));
  });
});

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

describe('pages whose calls arrive in any order', () => {
  const made = fc.array(fc.record({ page: fc.nat(3), delay: fc.nat(250), size: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 40,
  });

  test('of two calls of one page the one made first goes first, if both were accepted within the window', async () => {
    await fc.assert(
      fc.asyncProperty(made, async (requests) => {
        const { clock, accept, sent } = await delivery({ tuning: { reorderMs: 300 } });
        // A request is made every 20 ms and arrives after its delay; its calls are made at one moment.
        const coming = requests.map(({ page: which, delay, size }, index) => ({
          at: index * 20 + delay,
          calls: Array.from({ length: size }, (_, number) =>
            page(`m${index}.${number}`, index * 20, { anonymousId: `page ${which}`, userId: 'peter' }),
          ),
        }));
        for (const { at, calls } of coming.toSorted((a, b) => a.at - b.at)) {
          await clock.pass(at - clock.monotonic());
          await accept(calls);
        }
        await clock.pass(minute);
        const order = arrived(sent);
        for (const which of [0, 1, 2, 3]) {
          const own = coming.flatMap(({ calls }) => calls).filter((one) => one.anonymousId === `page ${which}`);
          const expected = own.map((one) => String(one.messageId));
          expect(order.filter((messageId) => expected.includes(messageId))).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
