import { expect, test } from 'vitest';
import { asSent, firstSeq, request, shop, skipped, track, web } from './acceptances.ts';
import type { OpenNew } from './new-store.ts';

const skip = { code: 'source_disabled', reason: 'The source is not enabled' };

/** What every log promises. */
export function logContract(fresh: OpenNew): void {
  test('calls are read in the order in which they were appended', async () => {
    const { store } = await fresh();
    expect(await store.append(request(['m1', 'm2']))).toEqual({ accepted: 2, duplicates: 0 });
    await store.append(request(['m3']));
    const read = await store.read([web], 0, 10);
    expect(read.map((call) => call.messageId)).toEqual(['m1', 'm2', 'm3']);
    expect(read.map((call) => call.seq).toSorted((a, b) => a - b)).toEqual(read.map((call) => call.seq));
    expect(read[0]).toMatchObject({ ...web, call: track('m1'), part: 0 });
  });

  test('calls of one request can be told from those of another', async () => {
    const { store } = await fresh();
    await store.append(request(['m1', 'm2']));
    await store.append(request(['m3']));
    const [first, second, third] = await store.read([web], 0, 10);
    expect([second!.request, third!.request]).toEqual([first!.seq, third!.seq]);
  });

  test('reading goes on behind a call, a few at a time', async () => {
    const { store } = await fresh();
    await store.append(request(['m1', 'm2', 'm3', 'm4']));
    const [, second] = await store.read([web], 0, 2);
    const rest = await store.read([web], second!.seq, 1);
    expect(rest.map((call) => call.messageId)).toEqual(['m3']);
  });

  test('an outlet reads its own calls, several read in one order', async () => {
    const { store } = await fresh();
    await store.append(request(['m1']));
    await store.append(request(['m2'], { source: 'shop' }));
    await store.append(request(['m3']));
    expect((await store.read([web], 0, 10)).map((call) => call.messageId)).toEqual(['m1', 'm3']);
    expect((await store.read([shop, web], 0, 2)).map((call) => call.messageId)).toEqual(['m1', 'm2']);
    expect(await store.read([{ source: 'web', destination: 'other' }], 0, 10)).toEqual([]);
  });

  test('calls may be appended as they were sent, and are read as they were taken in', async () => {
    const { store } = await fresh();
    const sent = asSent(['m1', undefined, 'm2', 'm3', 'm1']);
    expect(await store.append({ ...request([]), calls: sent })).toEqual({ accepted: 3, duplicates: 1 });
    expect(await store.append({ ...request([]), calls: asSent(['m3', 'm4']) })).toEqual({ accepted: 1, duplicates: 1 });
    const read = await store.read([web], 0, 10);
    expect(read.map(({ messageId, call }) => [messageId, call.event])).toEqual([
      ['m1', 'line 0 of a request'],
      ['m2', 'line 2 of a request'],
      ['m3', 'line 3 of a request'],
      ['m4', 'line 1 of a request'],
    ]);
    expect(new Set(read.slice(0, 3).map((call) => call.request)).size).toBe(1);
    expect((await store.read([web], read[1]!.seq, 1)).map((call) => call.messageId)).toEqual(['m3']);
    expect(await store.find('m2')).toMatchObject([{ call: { event: 'line 2 of a request' } }]);
  });

  test('a small Buffer, which shares its memory with others, is kept as it was', async () => {
    const { store } = await fresh();
    const [one, other] = [asSent(['m1']), asSent(['m2'])].map((sent) => ({ ...sent, bytes: Buffer.from(sent.bytes) }));
    const neighbour = Buffer.from('a neighbour in the same memory');
    await Promise.all([store.append({ ...request([]), calls: one! }), store.append({ ...request([]), calls: other! })]);
    expect((await store.read([web], 0, 10)).map((call) => call.messageId)).toEqual(['m1', 'm2']);
    expect(neighbour.toString()).toBe('a neighbour in the same memory');
  });

  test('messageIds may hold anything', async () => {
    const { store } = await fresh();
    const ids = [
      'a\u0000b',
      'a\u0000c',
      'a',
      '',
      '\ud800',
      '\ud801',
      '\u00e9',
      'e\u0301',
      '\u0001',
      '"',
      '1',
      '1.0',
      'x'.repeat(100),
    ];
    expect(await store.append(request(ids))).toEqual({ accepted: ids.length, duplicates: 0 });
    expect(await store.append({ ...request([]), calls: asSent(ids) })).toEqual({ accepted: 0, duplicates: ids.length });
    expect((await store.read([web], 0, 100)).map((call) => call.messageId)).toEqual(ids);
    expect(await store.find('a\u0000c')).toMatchObject([{ messageId: 'a\u0000c' }]);
  });

  test('who watches is told the sources at which calls wait', async () => {
    const { store } = await fresh();
    const told: string[] = [];
    const unwatch = store.watch((sources) => told.push(...sources));
    await store.append(request(['m1']));
    await store.append(request(['m1']));
    await store.append(request(['m2'], { skip }));
    await store.append(request(['m3'], { source: 'shop' }));
    await expect.poll(() => told).toEqual(['web', 'shop']);
    unwatch();
    await store.append(request(['m4']));
    await store.counts();
    expect(told).toEqual(['web', 'shop']);
  });

  test('a call waits at each destination of its source on its own', async () => {
    const { store } = await fresh();
    await store.append(request(['m1'], { destinations: ['connect', 'archive'] }));
    const outlets = [web, { source: 'web', destination: 'archive' }];
    expect((await store.read(outlets, 0, 10)).map((call) => call.destination)).toEqual(['connect', 'archive']);
    const seq = await firstSeq(store, web);
    await store.record([{ kind: 'fate', seq, outlet: web, fate: skipped }]);
    expect((await store.read(outlets, 0, 10)).map((call) => call.destination)).toEqual(['archive']);
  });

  test('a messageId is taken once per source', async () => {
    const { store } = await fresh();
    await store.append(request(['m1']));
    expect(await store.append(request(['m1', 'm2']))).toEqual({ accepted: 1, duplicates: 1 });
    expect(await store.append(request(['m1'], { source: 'shop' }))).toEqual({ accepted: 1, duplicates: 0 });
    expect((await store.read([web], 0, 10)).map((call) => call.messageId)).toEqual(['m1', 'm2']);
    expect(await store.counts()).toMatchObject({ accepted: 3, duplicates: 1, waiting: 3 });
  });

  test('a messageId twice in one request is taken once, the first one', async () => {
    const { store } = await fresh();
    const calls = [
      { messageId: 'm1', call: track('m1', 'first') },
      { messageId: 'm1', call: track('m1', 'second') },
    ];
    expect(await store.append(request([], { calls }))).toEqual({ accepted: 1, duplicates: 1 });
    expect((await store.read([web], 0, 10)).map((call) => call.call.userId)).toEqual(['first']);
  });

  test('a messageId is known for as long as promised, and not for ever', async () => {
    const { store, pass } = await fresh({ knownMs: 10_000, keepMs: 0, keepFailedMs: 0 });
    await store.append(request(['m1'], { skip }));
    await store.prune();
    await pass(9_000);
    expect(await store.append(request(['m1']))).toMatchObject({ duplicates: 1 });
    for (let turn = 0; turn < 3; turn++) {
      await pass(10_000);
      await store.append(request([`other ${turn}`]));
    }
    expect(await store.append(request(['m1']))).toMatchObject({ accepted: 1 });
  });

  test('a messageId is known for as long as its call is kept', async () => {
    const { store, pass } = await fresh({ knownMs: 10_000, keepMs: 0 });
    await store.append(request(['m1']));
    await pass(100_000);
    await store.prune();
    expect(await store.append(request(['m1']))).toMatchObject({ duplicates: 1 });
    expect(await store.read([web], 0, 10)).toHaveLength(1);
  });

  test('the time of acceptance never decreases, whatever the clock does', async () => {
    const { store, pass, jump } = await fresh();
    const jumps = [3_600_000, -7_200_000, 3_600_000, -86_400_000];
    for (const [index, ms] of jumps.entries()) {
      await store.append(request([`m${index}`]));
      jump(ms);
      await pass(5);
    }
    const times = (await store.read([web], 0, 10)).map((call) => call.acceptedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times).toHaveLength(4);
  });

  test('nothing of a request is taken when too much waits', async () => {
    const { store } = await fresh({ most: 3 });
    await store.append(request(['m1', 'm2']));
    expect(await store.append(request(['m3', 'm4']))).toEqual({ full: true, retryAfterSeconds: expect.any(Number) });
    expect(await store.append(request(['m3']))).toEqual({ accepted: 1, duplicates: 0 });
  });

  test('what has a fate makes room', async () => {
    const { store } = await fresh({ most: 1 });
    await store.append(request(['m1']));
    const seq = await firstSeq(store, web);
    await store.record([{ kind: 'fate', seq, outlet: web, fate: skipped }]);
    expect(await store.append(request(['m2']))).toMatchObject({ accepted: 1 });
  });

  test('calls that are kept and not delivered do not wait', async () => {
    const { store } = await fresh();
    await store.append(request(['m1'], { skip }));
    expect(await store.read([web], 0, 10)).toEqual([]);
    expect(await store.find('m1')).toMatchObject([{ deliveries: [{ state: 'skipped', fate: skip }] }]);
    expect(await store.append(request(['m1']))).toMatchObject({ duplicates: 1 });
  });

  test('committing hides what ended, and nothing that waits behind it', async () => {
    const { store } = await fresh();
    await store.append(request(['m1', 'm2', 'm3']));
    const [first] = await store.read([web], 0, 10);
    await store.record([{ kind: 'fate', seq: first!.seq, outlet: web, fate: skipped }]);
    await store.commit(web, first!.seq);
    expect((await store.read([web], 0, 10)).map((call) => call.messageId)).toEqual(['m2', 'm3']);
    expect(await store.find('m1')).toHaveLength(1);
  });

  test('what failed on ingest is kept to be seen', async () => {
    const { store } = await fresh();
    const refused = [
      { code: 'no_user_anon_id', message: 'nobody', messageId: 'm1', excerpt: '{"type":"track"}', bytes: 16 },
      { code: 'event_not_defined', message: 'no event', excerpt: '{}', bytes: 2 },
    ];
    await store.append(request(['m2'], { refused }));
    expect(await store.refused(10)).toMatchObject([{ ...refused[1], source: 'web' }, refused[0]]);
    expect(await store.counts()).toMatchObject({ refused: 2, accepted: 1 });
    expect(await store.append(request(['m1']))).toMatchObject({ accepted: 1 });
  });
}
