import { expect, test } from 'vitest';
import type { Store } from '../../src/index.ts';
import { batchOf, delivered, firstSeq, rejected, request, shop, web } from './acceptances.ts';
import type { OpenNew } from './new-store.ts';

/** What every ledger promises of batches and fates. */
export function ledgerContract(open: OpenNew): void {
  /** A store with `m1`, `m2` ... waiting, and their seqs. */
  async function waiting(count: number): Promise<{ store: Store; seqs: number[] }> {
    const { store } = await open();
    await store.append(request(Array.from({ length: count }, (_, index) => `m${index + 1}`)));
    return { store, seqs: (await store.read([web], 0, count)).map((call) => call.seq) };
  }
  const left = async (store: Store) => (await store.read([web], 0, 100)).map((call) => call.messageId);
  const states = async (store: Store, messageId: string) =>
    (await store.find(messageId)).flatMap((story) => story.deliveries.map((delivery) => delivery.state));

  test('a call in a written batch does not wait, and the batch is open', async () => {
    const { store, seqs } = await waiting(3);
    const batch = batchOf('b1', [
      [seqs[0]!, 'm1'],
      [seqs[1]!, 'm2'],
    ]);
    await store.record([{ kind: 'send', batch }]);
    expect(await left(store)).toEqual(['m3']);
    expect(await store.open([web])).toMatchObject([{ batch, tries: 0, triedMs: 0 }]);
    expect(await store.open([shop])).toEqual([]);
    expect(await states(store, 'm1')).toEqual(['in flight']);
    expect(await store.counts()).toMatchObject({ waiting: 1, inFlight: 2 });
  });

  test('open batches are told in the order of writing', async () => {
    const { store, seqs } = await waiting(3);
    for (const [index, seq] of seqs.entries()) {
      await store.record([{ kind: 'send', batch: batchOf(`b${3 - index}`, [[seq, `m${index + 1}`]]) }]);
    }
    expect((await store.open([web])).map((each) => each.batch.id)).toEqual(['b3', 'b2', 'b1']);
  });

  test('a settled batch gives its fate to each of its calls', async () => {
    const { store, seqs } = await waiting(2);
    const batch = batchOf('b1', [
      [seqs[0]!, 'm1'],
      [seqs[1]!, 'm2'],
    ]);
    await store.record([{ kind: 'send', batch }]);
    await store.record([{ kind: 'settle', batch, fate: delivered }]);
    expect(await store.open([web])).toEqual([]);
    expect([await states(store, 'm1'), await states(store, 'm2')]).toEqual([['delivered'], ['delivered']]);
    expect(await store.find('m1')).toMatchObject([{ deliveries: [{ fate: delivered }] }]);
    expect(await store.counts()).toMatchObject({ waiting: 0, inFlight: 0, delivered: 2 });
  });

  test('attempts are counted and can be looked at', async () => {
    const { store, seqs } = await waiting(1);
    const batch = batchOf('b1', [[seqs[0]!, 'm1']]);
    const attempt = (verdict: string, status: number) =>
      ({ kind: 'attempt', batch, attempt: { deliveryId: 'b1', verdict, status }, triedMs: 1500 }) as const;
    await store.record([{ kind: 'send', batch }, attempt('retry', 503)]);
    expect(await store.open([web])).toMatchObject([{ tries: 1, triedMs: 1500 }]);
    await store.record([attempt('done', 200), { kind: 'settle', batch, fate: delivered }]);
    const [story] = await store.find('m1');
    expect(story!.deliveries[0]!.attempts).toMatchObject([
      { status: 503, verdict: 'retry', deliveryId: 'b1' },
      { status: 200, verdict: 'done' },
    ]);
  });

  test('the halves of a split batch take its place', async () => {
    const { store, seqs } = await waiting(2);
    const [first, second] = seqs as [number, number];
    const batch = batchOf('b1', [
      [first, 'm1'],
      [second, 'm2'],
    ]);
    const into = [batchOf('b2', [[first, 'm1']]), batchOf('b3', [[second, 'm2']])];
    await store.record([
      { kind: 'send', batch },
      { kind: 'split', batch, into },
    ]);
    expect((await store.open([web])).map((each) => each.batch.id)).toEqual(['b2', 'b3']);
    expect(await left(store)).toEqual([]);
    await store.record([
      { kind: 'settle', batch: into[0]!, fate: delivered },
      { kind: 'settle', batch: into[1]!, fate: rejected },
    ]);
    expect([await states(store, 'm1'), await states(store, 'm2')]).toEqual([['delivered'], ['dead']]);
  });

  test('a dead call keeps what was sent', async () => {
    const { store, seqs } = await waiting(1);
    const batch = batchOf('b1', [[seqs[0]!, 'm1']]);
    await store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: rejected },
    ]);
    const [story] = await store.find('m1');
    expect(story!.deliveries[0]).toMatchObject({
      state: 'dead',
      fate: rejected,
      sent: { deliveryId: 'b1', operation: 'track', body: { user_id: 'peter', event: 'm1' } },
    });
  });

  test('a call with requests to follow waits again, with the next one', async () => {
    const { store, seqs } = await waiting(1);
    const seq = seqs[0]!;
    const part = (id: string, number: number, last: boolean) =>
      batchOf(id, [[seq, 'm1']], { members: [{ seq, messageId: 'm1', part: number, last, lanes: ['peter'] }] });
    await store.record([{ kind: 'send', batch: part('b1', 0, false) }]);
    await store.record([{ kind: 'settle', batch: part('b1', 0, false), fate: delivered }]);
    expect(await store.read([web], seq - 1, 1)).toMatchObject([{ messageId: 'm1', part: 1 }]);
    await store.record([{ kind: 'send', batch: part('b2', 1, true) }]);
    expect(await left(store)).toEqual([]);
    await store.record([{ kind: 'settle', batch: part('b2', 1, true), fate: delivered }]);
    expect(await states(store, 'm1')).toEqual(['delivered']);
    expect(await store.counts()).toMatchObject({ waiting: 0, inFlight: 0, delivered: 1 });
  });

  test('a call is dead when one of its requests is, whatever becomes of the others', async () => {
    const { store, seqs } = await waiting(1);
    const seq = seqs[0]!;
    const part = (id: string, number: number, last: boolean) =>
      batchOf(id, [[seq, 'm1']], { members: [{ seq, messageId: 'm1', part: number, last, lanes: ['peter'] }] });
    await store.record([
      { kind: 'send', batch: part('b1', 0, false) },
      { kind: 'send', batch: part('b2', 1, true) },
      { kind: 'settle', batch: part('b1', 0, false), fate: rejected },
      { kind: 'settle', batch: part('b2', 1, true), fate: delivered },
    ]);
    expect(await states(store, 'm1')).toEqual(['dead']);
    expect(await store.counts()).toMatchObject({ waiting: 0, inFlight: 0, delivered: 0, dead: 1 });
  });

  test('two outlets may send the same call under one delivery id', async () => {
    const { store, seqs } = await waiting(1);
    await store.append(request(['m1'], { source: 'shop' }));
    const seq = await firstSeq(store, shop);
    const [ours, theirs] = [batchOf('b1', [[seqs[0]!, 'm1']]), batchOf('b1', [[seq, 'm1']], shop)];
    await store.record([
      { kind: 'send', batch: ours },
      { kind: 'send', batch: theirs },
    ]);
    await store.record([{ kind: 'settle', batch: ours, fate: delivered }]);
    expect(await store.open([web, shop])).toMatchObject([{ batch: { source: 'shop' } }]);
    expect((await states(store, 'm1')).toSorted()).toEqual(['delivered', 'in flight']);
  });
}
