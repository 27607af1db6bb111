import { expect, test } from 'vitest';
import type { Batch, Store } from '../../src/index.ts';
import { batchOf, delivered, rejected, request, skipped, web } from './acceptances.ts';
import type { OpenNew } from './new-store.ts';

const givenUp = { status: 'dead', code: 'RETRIES_EXHAUSTED', reason: 'no answer', mayHaveArrived: true } as const;
const ofWeb = { destination: 'connect' };

/** What every ledger promises of calls that are delivered anew. */
export function revivalContract(open: OpenNew): void {
  /** `m1`, `m2` ... and one more that waits; the first ones are in one batch, which is settled. */
  async function settled(fate: Parameters<typeof settle>[2], count = 1) {
    const { store } = await open();
    const names = Array.from({ length: count }, (_, index) => `m${index + 1}`);
    await store.append(request([...names, 'other']));
    const waiting = await store.read([web], 0, count);
    const seqs = waiting.map((call) => call.seq);
    const batch = batchOf(
      'b1',
      waiting.map(({ seq, messageId }) => [seq, messageId]),
    );
    await store.record([{ kind: 'send', batch }]);
    await settle(store, batch, fate);
    return { store, seqs, batch, calls: seqs.map((seq) => ({ seq, ...ofWeb })) };
  }
  async function settle(store: Store, batch: Batch, fate: typeof delivered | typeof rejected | typeof givenUp) {
    await store.record([{ kind: 'settle', batch, fate }]);
  }
  const left = async (store: Store) => store.read([web], 0, 100);
  const names = async (store: Store) => (await left(store)).map((call) => call.messageId);

  test('a dead call waits again, behind all that waits', async () => {
    const { store, calls, seqs } = await settled(rejected);
    expect(await store.revive(calls, {})).toBe(1);
    const [other, again] = await left(store);
    expect([other!.messageId, again!.messageId]).toEqual(['other', 'm1']);
    expect(again).toMatchObject({ replay: { kind: 'mapped anew' }, part: 0, call: { messageId: 'm1' } });
    expect(again!.seq).toBeGreaterThan(other!.seq);
    expect(await store.find('m1')).toMatchObject([{ seq: seqs[0], deliveries: [{ state: 'waiting' }] }]);
    expect(await store.counts()).toMatchObject({ waiting: 2, dead: 0, inFlight: 0 });
    expect(await store.revive(calls, {})).toBe(0);
    expect(await names(store)).toEqual(['other', 'm1']);
  });

  test('it is delivered from its new place, and its story goes on', async () => {
    const { store, calls } = await settled(rejected);
    await store.revive(calls, {});
    const again = (await left(store))[1]!;
    const batch = batchOf('b2', [[again.seq, 'm1']]);
    await store.record([{ kind: 'send', batch }]);
    expect(await names(store)).toEqual(['other']);
    expect(await store.open([web])).toMatchObject([{ batch: { id: 'b2', members: [{ seq: again.seq }] } }]);
    expect(await store.find('m1')).toMatchObject([
      { deliveries: [{ state: 'in flight', sent: { deliveryId: 'b2' } }] },
    ]);
    const attempt = { deliveryId: 'b2', verdict: 'done', status: 200 };
    await store.record([{ kind: 'attempt', batch, attempt, triedMs: 0 }]);
    await settle(store, batch, delivered);
    expect(await store.find('m1')).toMatchObject([{ deliveries: [{ state: 'delivered', attempts: [attempt] }] }]);
    expect(await store.counts()).toMatchObject({ waiting: 1, inFlight: 0, dead: 0, delivered: 1 });
  });

  test('a skipped call may be revived, and get a fate again', async () => {
    const { store } = await open();
    await store.append(request(['m1'], { skip: { code: 'source_disabled', reason: 'r' } }));
    const [story] = await store.find('m1');
    expect(await store.revive([{ seq: story!.seq, ...ofWeb }], {})).toBe(1);
    const [again] = await left(store);
    await store.record([{ kind: 'fate', seq: again!.seq, outlet: web, fate: skipped }]);
    expect(await left(store)).toEqual([]);
    expect(await store.counts()).toMatchObject({ waiting: 0, skipped: 1 });
    expect(await store.find('m1')).toMatchObject([{ deliveries: [{ fate: skipped }] }]);
  });

  test('a delivered call only when asked for', async () => {
    const { store, calls } = await settled(delivered);
    expect(await store.revive(calls, {})).toBe(0);
    expect(await store.revive(calls, { again: true })).toBe(1);
    expect((await left(store))[1]).toMatchObject({ messageId: 'm1', replay: { kind: 'mapped anew' }, part: 0 });
  });

  test('what waits or is in flight is left alone, and so is what does not exist', async () => {
    const { store } = await open();
    await store.append(request(['m1', 'm2']));
    const [first, second] = await left(store);
    await store.record([{ kind: 'send', batch: batchOf('b1', [[second!.seq, 'm2']]) }]);
    const all = [first!.seq, second!.seq, 4711].map((seq) => ({ seq, ...ofWeb }));
    expect(await store.revive([...all, { seq: first!.seq, destination: 'nowhere' }], { again: true })).toBe(0);
  });

  test('as it was mapped: with the stored request', async () => {
    const { store, calls } = await settled(rejected);
    expect(await store.revive(calls, { asMapped: true })).toBe(1);
    const stored = { operation: 'track', version: '1.0.0', last: true, body: { user_id: 'peter', event: 'm1' } };
    expect((await left(store))[1]).toMatchObject({ messageId: 'm1', replay: { kind: 'as mapped', stored } });
  });

  test('what was never mapped cannot be sent as it was mapped', async () => {
    const { store } = await open();
    await store.append(request(['m1']));
    const [first] = await left(store);
    await store.record([{ kind: 'fate', seq: first!.seq, outlet: web, fate: rejected }]);
    expect(await store.revive([{ seq: first!.seq, ...ofWeb }], { asMapped: true })).toBe(0);
    expect(await store.find('m1')).toMatchObject([{ deliveries: [{ state: 'dead' }] }]);
  });

  test('a call whose second request was refused goes on with that one', async () => {
    const { store } = await open();
    await store.append(request(['m1']));
    const seq = (await left(store))[0]!.seq;
    const member = { seq, messageId: 'm1', lanes: ['peter'] };
    const first = batchOf('b1', [[seq, 'm1']], { members: [{ ...member, part: 0, last: false }] });
    const second = batchOf('b2', [[seq, 'm1']], { members: [{ ...member, part: 1, last: true }] });
    await store.record([{ kind: 'send', batch: first }]);
    await settle(store, first, delivered);
    await store.record([{ kind: 'send', batch: second }]);
    await settle(store, second, rejected);
    await store.revive([{ seq, ...ofWeb }], {});
    const [again] = await left(store);
    expect(again).toMatchObject({ part: 1 });
    const third = batchOf('b3', [[again!.seq, 'm1']], {
      members: [{ ...member, seq: again!.seq, part: 1, last: false }],
    });
    await store.record([{ kind: 'send', batch: third }]);
    await settle(store, third, delivered);
    expect(await store.read([web], again!.seq - 1, 1)).toMatchObject([{ seq: again!.seq, part: 2 }]);
  });

  test('a batch that may have arrived is resent whole, under its old id, though only one of its calls is asked for', async () => {
    const { store, calls, batch } = await settled(givenUp, 3);
    expect(await store.revive([calls[1]!], {})).toBe(3);
    const [other, resent, ...rest] = await left(store);
    expect([other!.messageId, rest]).toEqual(['other', []]);
    expect(resent!.replay).toMatchObject({ kind: 'resent', batch: { id: 'b1', bodies: batch.bodies, elseAnew: true } });
    expect(await store.counts()).toMatchObject({ waiting: 4, dead: 0 });
    expect(await store.revive(calls, {})).toBe(0);
    const { replay } = resent!;
    if (replay?.kind !== 'resent') throw new Error('not resent');
    await store.record([{ kind: 'send', batch: replay.batch }]);
    expect(await names(store)).toEqual(['other']);
    expect((await store.open([web]))[0]!.batch).toEqual(replay.batch);
    await settle(store, replay.batch, delivered);
    expect(await store.counts()).toMatchObject({ waiting: 1, inFlight: 0, dead: 0, delivered: 3 });
  });

  test('when such a batch is refused, its calls wait to be mapped anew', async () => {
    const { store, calls } = await settled(givenUp, 2);
    await store.revive(calls, {});
    const { replay, seq } = (await left(store))[1]!;
    if (replay?.kind !== 'resent') throw new Error('not resent');
    const told: string[] = [];
    store.watch((sources) => told.push(...sources));
    await store.record([{ kind: 'send', batch: replay.batch }]);
    await store.record([{ kind: 'anew', batch: replay.batch }]);
    const [, first, second] = await left(store);
    expect([first, second]).toMatchObject([
      { messageId: 'm1', replay: { kind: 'mapped anew' }, part: 0 },
      { messageId: 'm2', replay: { kind: 'mapped anew' }, part: 0 },
    ]);
    expect(first!.seq).toBeGreaterThan(seq);
    expect(await store.open([web])).toEqual([]);
    expect(await store.counts()).toMatchObject({ waiting: 3, inFlight: 0, dead: 0 });
    await expect.poll(() => told).toEqual(['web']);
  });

  test('as it was mapped, such a batch is dead when it is refused', async () => {
    const { store, calls } = await settled(givenUp, 2);
    expect(await store.revive(calls, { asMapped: true })).toBe(2);
    const { replay } = (await left(store))[1]!;
    expect(replay).toMatchObject({ kind: 'resent', batch: { id: 'b1' } });
    expect(replay?.kind === 'resent' && replay.batch).not.toHaveProperty('elseAnew');
  });

  test('who watches is told of revived calls', async () => {
    const { store, calls } = await settled(rejected);
    const told: string[] = [];
    store.watch((sources) => told.push(...sources));
    await store.revive(calls, {});
    await store.revive(calls, {});
    await expect.poll(() => told).toEqual(['web']);
  });
}
