import { expect, test } from 'vitest';
import { batchOf, delivered, request, shop, skipped, web } from './acceptances.ts';
import type { OpenNew } from './new-store.ts';

/** What every ledger tells to those who look at calls. */
export function lookingContract(open: OpenNew): void {
  test('calls are selected by state, time, source, type, event, user and code', async () => {
    const { store, pass } = await open();
    await store.append(request(['m1', 'm2']));
    await pass(1000);
    const calls = [
      { messageId: 'm3', call: { type: 'identify', messageId: 'm3', userId: 7 } },
      { messageId: 'm4', call: { type: 'track', event: 'Left', messageId: 'm4', anonymousId: 'a' } },
    ];
    await store.append({ source: 'shop', destinations: ['connect'], calls });
    const all = await store.read([web, shop], 0, 10);
    const seqOf = (messageId: string) => all.find((call) => call.messageId === messageId)!.seq;
    const dead = (messageId: string, outlet = web, code = 'MESSAGE_REJECTED') =>
      ({ kind: 'fate', seq: seqOf(messageId), outlet, fate: { status: 'dead', code, reason: 'r' } }) as const;
    await store.record([dead('m1'), dead('m3', shop, 'RETRIES_EXHAUSTED')]);
    const found = async (selection: object, after = 0, most = 10) =>
      (await store.select(selection, { after, most })).map((story) => story.messageId);
    expect(await found({})).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(await found({ state: 'dead' })).toEqual(['m1', 'm3']);
    expect(await found({ state: 'waiting' })).toEqual(['m2', 'm4']);
    expect(await found({ code: 'RETRIES_EXHAUSTED' })).toEqual(['m3']);
    expect(await found({ source: 'shop' })).toEqual(['m3', 'm4']);
    expect(await found({ destination: 'archive' })).toEqual([]);
    expect(await found({ messageId: 'm2' })).toEqual(['m2']);
    expect(await found({ type: 'identify' })).toEqual(['m3']);
    expect(await found({ event: 'Left' })).toEqual(['m4']);
    expect(await found({ user: '7' })).toEqual(['m3']);
    expect(await found({ user: 'a' })).toEqual(['m4']);
    expect(await found({ from: all[0]!.acceptedAt + 1 })).toEqual(['m3', 'm4']);
    expect(await found({ to: all[0]!.acceptedAt + 1 })).toEqual(['m1', 'm2']);
    expect(await found({ user: 'peter', state: 'dead' })).toEqual(['m1']);
    expect(await found({}, seqOf('m2'), 1)).toEqual(['m3']);
    expect(await store.count({ state: 'dead' })).toBe(2);
    expect(await store.count({ user: 'peter', state: 'dead' })).toBe(1);
    expect(await store.count({ source: 'shop', user: 'peter' })).toBe(0);
  });

  test('the newest calls are shown first when asked for', async () => {
    const { store } = await open();
    await store.append(request(['m1', 'm2', 'm3']));
    await store.append(request(['m4']));
    const shown = async (before: number, most: number) => store.select({}, { before, most });
    const [newest, next] = await shown(Number.MAX_SAFE_INTEGER, 2);
    expect([newest!.messageId, next!.messageId]).toEqual(['m4', 'm3']);
    expect((await shown(next!.seq, 9)).map((story) => story.messageId)).toEqual(['m2', 'm1']);
  });

  test('only the deliveries that are meant are shown and counted', async () => {
    const { store } = await open();
    await store.append(request(['m1'], { destinations: ['connect', 'archive'] }));
    const [waiting] = await store.read([web], 0, 1);
    await store.record([{ kind: 'fate', seq: waiting!.seq, outlet: web, fate: skipped }]);
    const shown = async (selection: object) =>
      (await store.select(selection, { after: 0, most: 9 })).flatMap((story) =>
        story.deliveries.map((delivery) => delivery.destination),
      );
    expect(await shown({})).toEqual(['connect', 'archive']);
    expect(await shown({ state: 'skipped' })).toEqual(['connect']);
    expect(await shown({ destination: 'archive' })).toEqual(['archive']);
    expect(await store.count({})).toBe(2);
    expect(await store.count({ state: 'waiting' })).toBe(1);
  });

  test('deliveries are counted by outlet, state and code', async () => {
    const { store } = await open();
    await store.append(request(['m1', 'm2', 'm3', 'm4', 'm5']));
    await store.append(request(['m6'], { source: 'shop' }));
    const seqs = (await store.read([web], 0, 9)).map((call) => call.seq);
    const fate = { status: 'dead', code: 'MESSAGE_REJECTED', reason: 'r' } as const;
    const batch = batchOf('b1', [[seqs[3]!, 'm4']]);
    await store.record([
      { kind: 'fate', seq: seqs[0]!, outlet: web, fate },
      { kind: 'fate', seq: seqs[1]!, outlet: web, fate: { ...fate, reason: 'another' } },
      { kind: 'fate', seq: seqs[2]!, outlet: web, fate: skipped },
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: delivered },
    ]);
    const tallies = await store.tally({});
    expect(tallies).toHaveLength(5);
    expect(tallies).toEqual(
      expect.arrayContaining([
        { ...web, state: 'dead', code: 'MESSAGE_REJECTED', count: 2 },
        { ...web, state: 'skipped', code: 'C', count: 1 },
        { ...web, state: 'delivered', count: 1 },
        { ...web, state: 'waiting', count: 1 },
        { ...shop, state: 'waiting', count: 1 },
      ]),
    );
    expect(await store.tally({ source: 'shop' })).toEqual([{ ...shop, state: 'waiting', count: 1 }]);
    expect(await store.tally({ code: 'C' })).toEqual([{ ...web, state: 'skipped', code: 'C', count: 1 }]);
  });

  test('the backlog tells how much each outlet has yet to deliver, and since when', async () => {
    const { store, pass } = await open();
    expect(await store.backlog()).toEqual([]);
    await store.append(request(['m1', 'm2']));
    await pass(5000);
    await store.append(request(['m3'], { source: 'shop' }));
    await store.append(request(['m4']));
    const seqs = (await store.read([web], 0, 9)).map((call) => call.seq);
    const batch = batchOf('b1', [[seqs[1]!, 'm2']]);
    await store.record([
      { kind: 'fate', seq: seqs[0]!, outlet: web, fate: skipped },
      { kind: 'send', batch },
    ]);
    await pass(1000);
    expect(new Set(await store.backlog())).toEqual(
      new Set([
        { ...web, waiting: 1, inFlight: 1, oldestMs: 6000 },
        { ...shop, waiting: 1, inFlight: 0, oldestMs: 1000 },
      ]),
    );
    await store.record([{ kind: 'settle', batch, fate: delivered }]);
    expect(await store.backlog()).toContainEqual({ ...web, waiting: 1, inFlight: 0, oldestMs: 1000 });
  });
}
