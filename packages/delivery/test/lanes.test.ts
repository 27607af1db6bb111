import { describe, expect, test } from 'vitest';
import { type Change, memoryStore, type Store } from '../src/index.ts';
import { after, arrived, delivery, outletOf, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const second = 1000;

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

  test('a slot that becomes free takes a batch that has been written already', async () => {
    const clock = new VirtualClock();
    const store = memoryStore({ clock });
    const slow: Store = Object.assign(Object.create(store) as Store, {
      record: async (changes: readonly Change[]) => {
        await new Promise<void>((resolve) => clock.after(20, resolve));
        return store.record(changes);
      },
    });
    const { accept, sent } = await delivery({
      clock,
      store: slow,
      tuning: { slots: 1 },
      script: () => after(clock, 50, { status: 200 }),
    });
    await accept(Array.from({ length: 40 }, (_, index) => track(`m${index}`, `user ${index}`)));
    await clock.pass(second);
    const [first, next] = sent;
    expect(next!.at - first!.at).toBe(50);
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
