import { expect, test } from 'vitest';
import type { CallData, Store } from '../../src/index.ts';
import { asSent, batchOf, delivered, rejected, request, skipped, track, web } from './acceptances.ts';
import type { OpenNew } from './new-store.ts';

/** What every store promises of how long calls are kept, and of forgetting. */
export function keepingContract(open: OpenNew): void {
  const limits = { keepMs: 10_000, keepFailedMs: 60_000 };
  const kept = async (store: Store) =>
    (await store.select({}, { after: 0, most: 1000 })).map((story) => story.messageId);
  const alias = (messageId: string, previousId: unknown, userId: unknown): CallData => ({
    ...track(messageId),
    type: 'alias',
    previousId,
    userId,
  });
  const append = (store: Store, calls: readonly CallData[], destinations = ['connect']) =>
    store.append({
      source: 'web',
      destinations,
      calls: calls.map((call) => ({ messageId: String(call.messageId), call })),
    });

  test('delivered calls are kept for a while, skipped and dead ones longer, waiting ones always', async () => {
    const { store, pass } = await open(limits);
    await store.append(request(['delivered', 'skipped', 'dead', 'flying', 'waiting']));
    const seqs = (await store.read([web], 0, 9)).map((call) => call.seq);
    const batch = batchOf('b1', [[seqs[0]!, 'delivered']]);
    await store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: delivered },
      { kind: 'fate', seq: seqs[1]!, outlet: web, fate: skipped },
      { kind: 'fate', seq: seqs[2]!, outlet: web, fate: rejected },
      { kind: 'send', batch: batchOf('b2', [[seqs[3]!, 'flying']]) },
    ]);
    await pass(9_000);
    expect(await store.prune()).toBe(0);
    await pass(2_000);
    expect(await store.prune()).toBe(1);
    expect(await kept(store)).toEqual(['skipped', 'dead', 'flying', 'waiting']);
    await pass(60_000);
    expect(await store.prune()).toBe(2);
    expect(await kept(store)).toEqual(['flying', 'waiting']);
    expect(await store.find('dead')).toEqual([]);
    expect(await store.counts()).toMatchObject({ delivered: 1, skipped: 1, dead: 1, inFlight: 1, waiting: 1 });
    expect((await store.read([web], 0, 9)).map((call) => call.messageId)).toEqual(['waiting']);
  });

  test('a call goes when it may go at all of its destinations', async () => {
    const { store, pass } = await open(limits);
    await store.append(request(['m1'], { destinations: ['connect', 'archive'] }));
    const { seq } = (await store.read([web], 0, 1))[0]!;
    const batch = batchOf('b1', [[seq, 'm1']]);
    await store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: delivered },
    ]);
    await pass(70_000);
    expect(await store.prune()).toBe(0);
    await store.record([{ kind: 'fate', seq, outlet: { ...web, destination: 'archive' }, fate: skipped }]);
    expect(await store.prune()).toBe(1);
  });

  test('calls of a request go one by one, also when they are kept as sent', async () => {
    const { store, pass } = await open(limits);
    await store.append({ ...request([]), calls: asSent(['m1', 'm2', undefined, 'm3']) });
    const seqs = (await store.read([web], 0, 9)).map((call) => call.seq);
    const batch = batchOf('b1', [
      [seqs[0]!, 'm1'],
      [seqs[2]!, 'm3'],
    ]);
    await store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: delivered },
    ]);
    await pass(11_000);
    expect(await store.prune()).toBe(2);
    expect(await store.read([web], 0, 9)).toMatchObject([
      { messageId: 'm2', seq: seqs[1], call: { event: 'line 1 of a request' } },
    ]);
    expect(await store.prune()).toBe(0);
  });

  test('a person is found under all ids that aliases join, and nobody else', async () => {
    const { store } = await open();
    await append(store, [
      track('m1', 'anon'),
      { ...track('m2'), userId: 7 },
      { ...track('m3'), anonymousId: 'laptop' },
      { ...track('m4', 'milton'), anonymousId: 'laptop' },
      alias('join', 'anon', 'peter'),
      alias('chain', 7, 'anon'),
      { ...track('m5', 'tom'), properties: { friend: 'peter' } },
    ]);
    const trace = await store.trace('peter');
    expect(trace.ids.toSorted()).toEqual(['7', 'anon', 'peter']);
    expect(trace.calls).toHaveLength(5);
    expect(await kept(store)).toHaveLength(7);
    expect(await store.forget(trace)).toBe(5);
    expect(await kept(store)).toEqual(['m4', 'm5']);
    expect((await store.read([web], 0, 9)).map((call) => call.messageId)).toEqual(['m4', 'm5']);
    expect(await store.counts()).toMatchObject({ waiting: 2, forgotten: 5 });
    expect((await store.trace('peter')).calls).toEqual([]);
  });

  test('an id that stands for many people joins none of them', async () => {
    const { store } = await open();
    const joins = Array.from({ length: 102 }, (_, index) => alias(`m${index}`, 'guest', `user ${index}`));
    await append(store, [...joins, track('of guest', 'guest')]);
    const trace = await store.trace('user 7');
    expect(trace).toMatchObject({ ids: ['user 7'], shared: ['guest'] });
    expect(await store.forget(trace)).toBe(1);
    expect((await kept(store)).length).toBe(102);
  });

  test('what came after the trace is forgotten as well', async () => {
    const { store } = await open();
    await append(store, [track('m1')]);
    const trace = await store.trace('peter');
    await append(store, [track('m2'), track('m3', 'milton')]);
    expect(await store.forget(trace)).toBe(2);
    expect(await kept(store)).toEqual(['m3']);
  });

  test('also where calls are kept as sent, in batches, among the dead, and refused', async () => {
    const { store } = await open();
    await append(store, [track('a1'), track('a2', 'milton'), track('b1'), track('c1'), track('c2', 'milton')]);
    await store.append({ ...request([]), calls: asSent(['s1', 's2']) });
    const excerpt = (userId: unknown) => JSON.stringify({ type: 'track', userId });
    const refused = ['peter', 'milton', 'peter pan'].map((user) => {
      return { code: 'c', message: user.replaceAll(' ', ''), excerpt: excerpt(user), bytes: 9 };
    });
    await store.append(request([], { refused }));
    const seqOf = new Map((await store.read([web], 0, 99)).map((call) => [call.messageId, call.seq]));
    const batch = (id: string, ...names: string[]) =>
      batchOf(
        id,
        names.map((name) => [seqOf.get(name)!, name]),
      );
    const givenUp = { ...rejected, mayHaveArrived: true };
    await store.record([
      { kind: 'send', batch: batch('flying', 'a1', 'a2') },
      { kind: 'send', batch: batch('alone', 'b1') },
      { kind: 'send', batch: batch('dead', 'c1', 'c2') },
      { kind: 'settle', batch: batch('dead', 'c1', 'c2'), fate: givenUp },
    ]);
    expect(await store.forget(await store.trace('peter'))).toBe(5);
    expect(await store.open([web])).toMatchObject([{ batch: batch('flying', 'a2') }]);
    expect((await store.refused(9)).map(({ message }) => message)).toEqual(['peterpan', 'milton']);
    expect(await store.counts()).toMatchObject({ waiting: 0, inFlight: 1, dead: 2, forgotten: 4 });
    await store.revive([{ seq: seqOf.get('c2')!, destination: 'connect' }], {});
    const [resent] = await store.read([web], 0, 9);
    expect(resent!.replay).toMatchObject({ kind: 'resent', batch: { id: 'dead', members: [{ messageId: 'c2' }] } });
    expect(await store.read([web], 0, 9)).toHaveLength(1);
    await store.record([{ kind: 'settle', batch: batch('flying', 'a2'), fate: delivered }]);
    expect(await store.find('a2')).toMatchObject([{ deliveries: [{ state: 'delivered' }] }]);
  });

  test('a batch that waits to be resent goes without them', async () => {
    const { store } = await open();
    await append(store, [track('m1'), track('m2', 'milton'), track('m3', 'tom')]);
    const seqs = (await store.read([web], 0, 9)).map((call) => call.seq);
    const batch = batchOf('b1', [
      [seqs[0]!, 'm1'],
      [seqs[1]!, 'm2'],
      [seqs[2]!, 'm3'],
    ]);
    await store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: { ...rejected, mayHaveArrived: true } },
    ]);
    await store.revive([{ seq: seqs[0]!, destination: 'connect' }], {});
    await store.forget(await store.trace('peter'));
    const [resent, ...rest] = await store.read([web], 0, 9);
    expect(rest).toEqual([]);
    expect(resent!.replay).toMatchObject({
      batch: {
        id: 'b1',
        members: [{ messageId: 'm2' }, { messageId: 'm3' }],
        bodies: [{ event: 'm2' }, { event: 'm3' }],
      },
    });
  });

  test('the messageIds of forgotten calls stay known', async () => {
    const { store } = await open();
    await append(store, [track('m1')]);
    await store.forget(await store.trace('peter'));
    expect(await append(store, [track('m1')])).toMatchObject({ duplicates: 1 });
  });
}
