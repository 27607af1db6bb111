import { describe, expect, test } from 'vitest';
import { batchOf, delivered, firstSeq, rejected, request, shop, skipped, web } from '../contract/acceptances.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { newFolder, openHere } from './in-process.ts';

const hour = 3_600_000;

describe('after a restart', () => {
  test('everything is as it was: what waits, what is open with its tries, what is over, what is known', async () => {
    const folder = newFolder();
    const clock = new VirtualClock();
    const first = openHere(folder, clock);
    await first.store.append(request(['m1', 'm2', 'm3', 'm4', 'm1']));
    await first.store.append(request(['s1'], { source: 'shop', destinations: ['connect', 'archive'] }));
    const seqs = (await first.store.read([web], 0, 9)).map((call) => call.seq);
    const batch = batchOf('b1', [
      [seqs[0]!, 'm1'],
      [seqs[1]!, 'm2'],
    ]);
    const attempt = { deliveryId: 'b1', verdict: 'retry', status: 503 };
    await first.store.record([
      { kind: 'send', batch },
      { kind: 'attempt', batch, attempt, triedMs: 1234 },
      { kind: 'fate', seq: seqs[2]!, outlet: web, fate: rejected },
    ]);
    const look = async ({ store }: typeof first) => ({
      read: await store.read([web, shop], 0, 9),
      open: await store.open([web]),
      stories: await store.select({}, { after: 0, most: 9 }),
      counts: await store.counts(),
      tally: await store.tally({}),
    });
    const before = await look(first);
    expect(before.open).toMatchObject([{ tries: 1, triedMs: 1234 }]);
    first.end();
    const second = openHere(folder, clock);
    expect(await look(second)).toEqual(before);
    expect(await second.store.append(request(['m4', 'm5']))).toEqual({ accepted: 1, duplicates: 1 });
    const [, last] = (await second.store.read([web], 0, 9)).slice(-2);
    expect(last).toMatchObject({ messageId: 'm5' });
    expect(last!.seq).toBeGreaterThan(before.read.at(-1)!.seq);
    second.end();
  });

  test('acceptance goes on behind the newest time and seq, though the clock went back and all was pruned', async () => {
    const folder = newFolder();
    const clock = new VirtualClock();
    const times: number[] = [];
    let lastSeq = 0;
    for (const jump of [-5 * hour, 3 * hour, -48 * hour, 1000 * hour, -2000 * hour]) {
      const { store, end } = openHere(folder, clock, { keepMs: 0, keepFailedMs: 0 });
      await store.append(request([`m${times.length}`]));
      const [waiting] = await store.read([web], 0, 1);
      times.push(waiting!.acceptedAt);
      expect(waiting!.seq).toBeGreaterThan(lastSeq);
      lastSeq = waiting!.seq;
      await store.record([{ kind: 'fate', seq: lastSeq, outlet: web, fate: skipped }]);
      await store.prune();
      end();
      clock.jump(jump);
    }
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('a part of a call that was delivered stays so', async () => {
    const folder = newFolder();
    const first = openHere(folder, new VirtualClock());
    await first.store.append(request(['m1']));
    const seq = await firstSeq(first.store, web);
    const members = [{ seq, messageId: 'm1', part: 0, last: false, lanes: ['peter'] }];
    const batch = batchOf('b1', [[seq, 'm1']], { members });
    await first.store.record([
      { kind: 'send', batch },
      { kind: 'settle', batch, fate: delivered },
    ]);
    first.end();
    const second = openHere(folder, new VirtualClock());
    expect(await second.store.read([web], 0, 9)).toMatchObject([{ messageId: 'm1', part: 1 }]);
    second.end();
  });

  test('calls that were revived, or are resent, wait where they waited', async () => {
    const folder = newFolder();
    const first = openHere(folder, new VirtualClock());
    await first.store.append(request(['m1', 'm2', 'm3', 'm4']));
    const seqs = (await first.store.read([web], 0, 9)).map((call) => call.seq);
    const [alone, doubted] = [
      batchOf('b1', [[seqs[0]!, 'm1']]),
      batchOf('b2', [
        [seqs[1]!, 'm2'],
        [seqs[2]!, 'm3'],
      ]),
    ];
    await first.store.record([
      { kind: 'send', batch: alone },
      { kind: 'send', batch: doubted },
      { kind: 'settle', batch: alone, fate: rejected },
      { kind: 'settle', batch: doubted, fate: { ...rejected, mayHaveArrived: true } },
    ]);
    const calls = seqs.slice(0, 3).map((seq) => ({ seq, destination: 'connect' }));
    expect(await first.store.revive(calls, { asMapped: true })).toBe(3);
    const before = await first.store.read([web], 0, 9);
    expect(before.map(({ replay }) => replay?.kind)).toEqual([undefined, 'as mapped', 'resent']);
    first.end();
    const second = openHere(folder, new VirtualClock());
    expect(await second.store.read([web], 0, 9)).toEqual(before);
    second.end();
  });
});
