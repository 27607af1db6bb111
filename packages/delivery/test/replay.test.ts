import { describe, expect, test } from 'vitest';
import {
  type Answer,
  deliveryIdOf,
  memoryStore,
  type Revival,
  replay,
  replayNamespaceOf,
  type Selection,
} from '../src/index.ts';
import { arrived, connect, delivery, outletOf, type Script, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const second = 1000;
const hour = 3_600_000;
const replayId = (messageId: string, version = '1.0.0', part = 0) =>
  deliveryIdOf(messageId, part, replayNamespaceOf('connect', version));

/** A delivery with calls that were refused or skipped, and what replays them. */
async function setUp(script: Script, options: Parameters<typeof delivery>[0] = {}) {
  const clock = options.clock ?? new VirtualClock();
  const run = await delivery({ script, clock, ...options });
  const again = async (selection: Selection = {}, how: Revival = {}) => {
    const replayed = replay({ ledger: run.store, clock, selection, how, perSecond: 1_000_000 });
    await clock.pass(second);
    return replayed;
  };
  return { ...run, again };
}

describe('a call that is delivered anew', () => {
  test('goes by the mapping of today, under an id told by call and mapping', async () => {
    const clock = new VirtualClock();
    const first = await setUp(() => ({ status: 400 }), { clock });
    await first.accept([track('m1'), track('m2', 'peter', { type: 'poke' })]);
    await clock.pass(second);
    await first.deliverer.stop(0);
    const mended = { ...connect, version: '2.0.0', map: () => connect.map(track('m', 'mended'), context) };
    const context = { settings: {}, now: 0 };
    const { again, sent, store, stateOf } = await setUp(() => undefined, {
      clock,
      store: first.store,
      outlets: [outletOf('web', 'key', mended)],
    });
    expect(await again({ state: 'dead' })).toEqual({ looked: 1, revived: 1 });
    expect(await again({ state: 'skipped' })).toEqual({ looked: 1, revived: 1 });
    expect(sent.map((one) => one.id)).toEqual([replayId('m1', '2.0.0'), replayId('m2', '2.0.0')]);
    expect(sent[0]!.bodies[0]!.user).toBe('mended');
    expect(await stateOf('m1')).toMatchObject({
      state: 'delivered',
      fate: { version: '2.0.0' },
      attempts: [{ status: 400 }, { status: 200 }],
    });
    expect(await store.counts()).toMatchObject({ delivered: 2, dead: 0, skipped: 0 });
  });

  test('travels alone, among calls that travel together', async () => {
    let isBroken = true;
    const { accept, again, clock, sent } = await setUp(() => (isBroken ? { status: 400 } : undefined));
    await accept([track('m1', 'milton'), track('m2', 'peter')]);
    await clock.pass(second);
    isBroken = false;
    sent.length = 0;
    await accept([track('m3', 'tom'), track('m4', 'michael')]);
    await again();
    expect(sent.map((one) => arrived([one]))).toEqual([['m3', 'm4'], ['m1'], ['m2']]);
  });

  test('goes behind what waits of its user', async () => {
    let status = 400;
    const { accept, again, clock, sent } = await setUp(() => ({ status }));
    await accept([track('m1')]);
    await clock.pass(second);
    status = 503;
    await accept([track('m2')]);
    await accept([track('m3')]);
    await again({ state: 'dead' });
    status = 200;
    sent.length = 0;
    await clock.pass(10 * second);
    expect(arrived(sent)).toEqual(['m2', 'm3', 'm1']);
  });

  test('is sent once, however often that is asked for', async () => {
    let status = 400;
    const { accept, again, clock, sent } = await setUp(() => ({ status }));
    await accept([track('m1')]);
    await clock.pass(second);
    status = 503;
    await again();
    await again();
    status = 400;
    await clock.pass(10 * second);
    const before = sent.length;
    status = 200;
    await again();
    await again();
    expect(sent.length).toBe(before + 1);
    expect(new Set(sent.slice(1).map((one) => one.id))).toEqual(new Set([replayId('m1')]));
  });

  test('that had been delivered counts twice, so that must be asked for', async () => {
    const { accept, again, clock, sent } = await setUp(() => undefined);
    await accept([track('m1'), track('m2')]);
    await clock.pass(second);
    expect(await again({ user: 'peter' })).toEqual({ looked: 2, revived: 0 });
    expect(await again({ user: 'peter' }, { again: true })).toEqual({ looked: 2, revived: 2 });
    expect(sent.slice(1).map((one) => [one.id, arrived([one])])).toEqual([
      [replayId('m1'), ['m1']],
      [replayId('m2'), ['m2']],
    ]);
  });

  test('as it was mapped keeps its request, and the id of the mapping that made it', async () => {
    const clock = new VirtualClock();
    const first = await setUp(() => ({ status: 422 }), { clock });
    await first.accept([track('m1')]);
    await clock.pass(second);
    await first.deliverer.stop(0);
    const changed = { ...connect, version: '2.0.0', map: () => ({ status: 'skipped', reason: 'r' }) as const };
    const outlets = [outletOf('web', 'key', changed)];
    const { again, sent, stateOf } = await setUp(() => undefined, { clock, store: first.store, outlets });
    await again({}, { asMapped: true });
    expect(sent).toMatchObject([{ id: replayId('m1'), bodies: [{ messageId: 'm1', user: 'peter' }] }]);
    expect(await stateOf('m1')).toMatchObject({ state: 'delivered', fate: { version: '1.0.0' } });
  });

  test('as it was mapped, with an operation that is no more, stays dead and harms nobody', async () => {
    const clock = new VirtualClock();
    const first = await setUp(() => ({ status: 422 }), { clock });
    await first.accept([track('m1')]);
    await clock.pass(second);
    await first.deliverer.stop(0);
    const outlets = [outletOf('web', 'key', { ...connect, operations: { identify: { most: 1 } } })];
    const { again, sent, stateOf, deliverer } = await setUp(() => undefined, { clock, store: first.store, outlets });
    await again({}, { asMapped: true });
    expect(sent).toEqual([]);
    expect(await stateOf('m1')).toMatchObject({
      fate: { status: 'dead', reason: 'The mapping no longer sends track' },
    });
    expect(deliverer.state()).toMatchObject([{ breaker: 'closed' }]);
  });

  test('with two requests sends the one that was refused, and what follows', async () => {
    let isBroken = true;
    const script: Script = ({ operation }) => (isBroken && operation === 'identify' ? { status: 400 } : undefined);
    for (const how of [{}, { asMapped: true }]) {
      isBroken = true;
      const { accept, again, clock, sent, stateOf } = await setUp(script);
      await accept([track('m1', 'peter', { type: 'both' })]);
      await clock.pass(second);
      isBroken = false;
      await again({}, how);
      expect(sent.slice(1).map((one) => [one.operation, one.id])).toEqual([
        ['identify', replayId('m1')],
        ['track', replayId('m1', '1.0.0', 1)],
      ]);
      expect(await stateOf('m1')).toMatchObject({ state: 'delivered' });
    }
  });
});

describe('a dead call that may have arrived', () => {
  /** A batch of three that got no answer for three days. */
  async function givenUp(script: (tries: number) => Answer | undefined) {
    let tries = 0;
    let isOver = false;
    const run = await setUp(() => (isOver ? script(++tries) : { error: 'timeout' }));
    await run.accept(['m1', 'm2', 'm3'].map((messageId) => track(messageId)));
    await run.clock.pass(75 * hour);
    expect(await run.store.counts()).toMatchObject({ dead: 3 });
    const first = run.sent[0]!;
    run.sent.length = 0;
    isOver = true;
    return { ...run, first };
  }

  test('is resent with its batch, the same bytes under the old id', async () => {
    const { again, sent, first, store } = await givenUp(() => undefined);
    expect(await again({ messageId: 'm2' })).toEqual({ looked: 1, revived: 3 });
    expect(sent).toMatchObject([{ id: first.id, bodies: first.bodies }]);
    expect(await store.counts()).toMatchObject({ delivered: 3, dead: 0, inFlight: 0, waiting: 0 });
  });

  test('goes by the mapping of today when the destination refuses it after all', async () => {
    const { again, sent, first, store } = await givenUp((tries) => (tries === 1 ? { status: 400 } : undefined));
    await again();
    expect(sent.map((one) => one.id)).toEqual([first.id, replayId('m1'), replayId('m2'), replayId('m3')]);
    expect(await store.counts()).toMatchObject({ delivered: 3, dead: 0, inFlight: 0, waiting: 0 });
  });

  test('as it was mapped, is split and dead when the destination refuses it after all', async () => {
    const { again, sent, store } = await givenUp(() => ({ status: 400 }));
    await again({}, { asMapped: true });
    expect(sent.map((one) => arrived([one]).length)).toEqual([3, 1, 2, 1, 1]);
    expect(await store.counts()).toMatchObject({ delivered: 0, dead: 3, inFlight: 0, waiting: 0 });
  });

  test('is resent by a later run, too', async () => {
    const run = await givenUp(() => undefined);
    await run.deliverer.stop(0);
    await run.again();
    expect(run.sent).toEqual([]);
    const later = await delivery({ clock: run.clock, store: run.store });
    await run.clock.pass(second);
    expect(later.sent).toMatchObject([{ id: run.first.id, bodies: run.first.bodies }]);
    expect(await run.store.counts()).toMatchObject({ delivered: 3 });
  });
});

describe('a replay of many', () => {
  async function many(count: number) {
    const clock = new VirtualClock();
    const store = memoryStore({ clock });
    const skip = { code: 'source_disabled', reason: 'r' };
    const calls = Array.from({ length: count }, (_, index) => ({ messageId: `m${index}`, call: track(`m${index}`) }));
    await store.append({ source: 'web', destinations: ['connect'], calls, skip });
    return { clock, store };
  }

  test.each([
    [1, 3],
    [5, 15],
    [1000, 1000],
  ])('keeps to its own rate: %i a second', async (perSecond, revived) => {
    const { clock, store } = await many(1000);
    let progress = { looked: 0, revived: 0 };
    void replay({ ledger: store, clock, selection: {}, how: {}, perSecond, onProgress: (now) => (progress = now) });
    await clock.pass(2.95 * second);
    expect(progress).toEqual({ looked: revived, revived });
    expect(await store.counts()).toMatchObject({ waiting: revived, skipped: 1000 - revived });
  });

  test('can be stopped, and begun again where it stopped', async () => {
    const { clock, store } = await many(50);
    const stopped = new AbortController();
    const options = { ledger: store, clock, selection: { state: 'skipped' }, how: {}, perSecond: 10 } as const;
    const first = replay({ ...options, signal: stopped.signal });
    await clock.pass(1.95 * second);
    stopped.abort();
    await clock.pass(second);
    expect(await first).toEqual({ looked: 20, revived: 20 });
    const next = replay(options);
    await clock.pass(10 * second);
    expect(await next).toEqual({ looked: 30, revived: 30 });
  });
});

describe('forgetting a person', () => {
  test('takes away what waits in memory and goes on with the others', async () => {
    let isDown = true;
    const { accept, clock, deliverer, sent, store } = await delivery({
      script: () => (isDown ? { status: 503 } : undefined),
    });
    await accept([track('m1'), track('m2', 'milton')]);
    await clock.pass(second);
    await accept([track('m3'), track('m4', 'milton')]);
    await clock.pass(second);
    const forgotten = deliverer.forget(await store.trace('peter'));
    await clock.pass(second);
    expect(await forgotten).toBe(2);
    sent.length = 0;
    isDown = false;
    await clock.pass(100 * second);
    expect(arrived(sent)).toEqual(['m2', 'm4']);
    expect(await store.counts()).toMatchObject({ delivered: 2, forgotten: 2, waiting: 0, inFlight: 0 });
  });

  test('a store that fails leaves delivery going on', async () => {
    const { accept, clock, deliverer, store } = await delivery();
    const trace = await store.trace('peter');
    store.forget = async () => Promise.reject(new Error('disk full'));
    const forgotten = expect(deliverer.forget(trace)).rejects.toThrow('disk full');
    await clock.pass(second);
    await forgotten;
    await accept([track('m1')]);
    await clock.pass(second);
    expect(await store.counts()).toMatchObject({ delivered: 1 });
  });
});
