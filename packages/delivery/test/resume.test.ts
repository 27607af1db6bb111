import { describe, expect, test } from 'vitest';
import { arrived, connect, delivery, outletOf, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const never = () => new Promise<never>(() => {});

/** Stops a run: lets its waiting for what is under way end in virtual time. */
async function stop({ deliverer, clock }: Awaited<ReturnType<typeof delivery>>, graceMs = 1000) {
  const stopped = deliverer.stop(graceMs);
  await clock.pass(graceMs + 100);
  await stopped;
}

describe('a new start on the same store', () => {
  test('resends what was under way, the same bytes under the same id, and then goes on', async () => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, script: never });
    await first.accept([track('m1'), track('m2')]);
    await clock.pass(1);
    await first.accept([track('m3'), track('m4', 'milton')]);
    await clock.pass(1);
    await stop(first);
    const second = await delivery({ clock, store: first.store });
    await clock.pass(1);
    expect(second.sent[0]).toMatchObject({ id: first.sent[0]!.id, bodies: first.sent[0]!.bodies });
    expect(arrived(second.sent).filter((messageId) => messageId !== 'm4')).toEqual(['m1', 'm2', 'm3']);
    expect(await first.store.counts()).toMatchObject({ delivered: 4, inFlight: 0, waiting: 0 });
  });

  test('goes on with the halves of a split batch, in order', async () => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, script: ({ bodies }) => (bodies.length === 4 ? { status: 400 } : never()) });
    await first.accept(['m1', 'm2', 'm3', 'm4'].map((messageId) => track(messageId)));
    await clock.pass(1);
    await stop(first);
    const second = await delivery({ clock, store: first.store });
    await clock.pass(1);
    expect(second.sent.map((one) => arrived([one]))).toEqual([
      ['m1', 'm2'],
      ['m3', 'm4'],
    ]);
  });

  test('sends what follows of a call before later calls of the user', async () => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, script: never });
    await first.accept([track('m1', 'peter', { type: 'both' }), track('m2', 'peter', { type: 'both' }), track('m3')]);
    await clock.pass(1);
    await stop(first);
    const second = await delivery({ clock, store: first.store });
    await clock.pass(1);
    const sent = second.sent.flatMap((one) => one.bodies.map((body) => `${one.operation} ${body.messageId}`));
    expect(sent).toEqual(['identify m1', 'track m1', 'identify m2', 'track m2', 'track m3']);
    expect(await first.store.counts()).toMatchObject({ delivered: 3, inFlight: 0, waiting: 0 });
  });

  test('counts on how long and how often a batch was tried', async () => {
    const clock = new VirtualClock();
    const hours = 3_600_000;
    const first = await delivery({ clock, script: () => ({ status: 500 }) });
    await first.accept([track('m1')]);
    await clock.pass(40 * hours);
    await stop(first);
    const second = await delivery({ clock, store: first.store, script: () => ({ status: 500 }) });
    await clock.pass(31 * hours);
    expect(await second.stateOf('m1')).toMatchObject({ state: 'in flight' });
    await clock.pass(2 * hours);
    expect(await second.stateOf('m1')).toMatchObject({ state: 'dead' });
  });
});

describe('a mapping that changed in between', () => {
  test.each([
    ['sends fewer in a batch', { track: { batch: {}, most: 1 } }],
    ['no longer has the operation', { identify: { most: 1 } }],
  ])('and %s: what was written is left to a person, the rest goes on', async (_how, operations) => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, script: never });
    await first.accept([track('m1'), track('m2')]);
    await clock.pass(1);
    await stop(first);
    const changed = outletOf('web', 'key', { ...connect, version: '2.0.0', operations });
    const second = await delivery({ clock, store: first.store, outlets: [changed] });
    await clock.pass(1);
    const fate = { status: 'dead', mayHaveArrived: true, reason: 'The mapping no longer sends track in this way' };
    expect(await second.stateOf('m1')).toMatchObject({ fate, sent: { deliveryId: first.sent[0]!.id } });
    await second.accept([track('m3')]);
    await clock.pass(1);
    expect(await second.stateOf('m3')).toMatchObject({ state: 'delivered', fate: { version: '2.0.0' } });
  });
});

describe('stopping', () => {
  test('waits for what is under way, and writes down what became of it', async () => {
    const clock = new VirtualClock();
    const run = await delivery({
      clock,
      script: () => new Promise((resolve) => clock.after(500, () => resolve({ status: 200 }))),
    });
    await run.accept([track('m1')]);
    await clock.pass(1);
    await stop(run);
    expect(await run.stateOf('m1')).toMatchObject({ state: 'delivered' });
  });

  test('sends nothing more', async () => {
    const run = await delivery();
    await stop(run);
    await run.accept([track('m1')]);
    await run.clock.pass(60_000);
    expect(run.sent).toEqual([]);
    expect(await run.stateOf('m1')).toMatchObject({ state: 'waiting' });
  });
});

describe('a change of configuration', () => {
  test('does not disturb environments of which nothing changed', async () => {
    const clock = new VirtualClock();
    const run = await delivery({ clock, script: ({ key }) => (key === 'key' ? never() : undefined) });
    await run.accept([track('m1')]);
    await clock.pass(1);
    await run.deliverer.configure([outletOf('web'), outletOf('shop', 'other')]);
    await run.accept([track('m2')], 'shop');
    await clock.pass(1);
    expect(arrived(run.sent)).toEqual(['m1', 'm2']);
  });

  test('leaves the calls of an outlet that is gone waiting', async () => {
    const run = await delivery();
    await run.deliverer.configure([]);
    await run.accept([track('m1')]);
    await run.clock.pass(60_000);
    expect(await run.stateOf('m1')).toMatchObject({ state: 'waiting' });
    await run.deliverer.configure([outletOf('web')]);
    await run.clock.pass(1);
    expect(await run.stateOf('m1')).toMatchObject({ state: 'delivered' });
  });
});

describe('a store that fails for a while', () => {
  test('stops the sending and loses nothing', async () => {
    const run = await delivery();
    const { record } = run.store;
    let isBroken = true;
    run.store.record = async (changes) => {
      if (isBroken) throw new Error('disk full');
      return record.call(run.store, changes);
    };
    await run.accept([track('m1'), track('m2')]);
    await run.clock.pass(10_000);
    expect(run.sent).toEqual([]);
    expect(run.reports[0]).toMatchObject({ code: 'D503', message: 'The store of deliveries fails: disk full' });
    isBroken = false;
    await run.clock.pass(2_000);
    expect(arrived(run.sent)).toEqual(['m1', 'm2']);
    expect(await run.store.counts()).toMatchObject({ delivered: 2 });
  });
});

test('idle resolves when everything has its fate', async () => {
  const clock = new VirtualClock();
  const run = await delivery({
    clock,
    script: () => new Promise((resolve) => clock.after(500, () => resolve({ status: 200 }))),
  });
  await run.deliverer.idle();
  await run.accept([track('m1'), track('m2', 'milton')]);
  let isIdle = false;
  void run.deliverer.idle().then(() => {
    isIdle = true;
  });
  await clock.pass(400);
  expect(isIdle).toBe(false);
  await clock.pass(200);
  expect(isIdle).toBe(true);
  expect(await run.store.counts()).toMatchObject({ delivered: 2 });
});
