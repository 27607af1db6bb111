import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openStore, systemClock } from '../../src/index.ts';
import { request, web } from '../contract/acceptances.ts';
import { newFolder, openHere } from './in-process.ts';
import { startProgram } from './programs/start.ts';

describe('a disk that takes no more', () => {
  test('is told to clients, nothing acknowledged is lost, and it goes on by itself when there is room', async () => {
    const folder = newFolder();
    // Files may grow up to 600 KB; ulimit counts in blocks of 512 bytes in sh, of 1024 in others.
    const shell = ['sh', '-c', 'ulimit -S -f 600; exec "$@"', 'sh'];
    const { child, printed, speaks, kill } = startProgram('server', [folder], shell);
    await speaks();
    const [port] = printed.out.trim().split(' ');
    const tell = async (id: string) => (await fetch(`http://127.0.0.1:${port}/${id}`)).status;
    const answers = new Map<string, number>();
    for (let at = 0; at < 300; at++) answers.set(`m${at}`, await tell(`m${at}`));
    expect(new Set(answers.values())).toEqual(new Set([200, 503]));
    expect(await tell('once more')).toBe(503);
    execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited']);
    expect(await tell('at-last')).toBe(200);
    await kill();
    const store = await openStore({ folder });
    const kept = (await store.read([web], 0, 1000)).map((call) => call.messageId);
    const acknowledged = [...answers].filter(([, status]) => status === 200).map(([id]) => id);
    expect(kept).toEqual([...acknowledged, 'at-last']);
    await store.close();
  });

  test('full: the same, and what is pruned makes room', async () => {
    const { store, db, end } = openHere(newFolder(), systemClock, { keepMs: 0, keepFailedMs: 0 });
    db.exec('PRAGMA max_page_count = 100');
    const skip = { code: 'source_disabled', reason: 'r' };
    const calls = (id: string) => {
      const text = randomBytes(10_000).toString('base64');
      return [{ messageId: id, call: { type: 'track', messageId: id, userId: 'u', text } }];
    };
    const append = (id: string) => store.append(request([], { calls: calls(id), skip }));
    let taken = 0;
    await expect(
      (async () => {
        for (; taken < 100; taken++) await append(`m${taken}`);
      })(),
    ).rejects.toThrow('database or disk is full');
    expect(taken).toBeGreaterThan(5);
    await expect(store.check(14_000)).rejects.toThrow('database or disk is full');
    expect(await store.counts()).toMatchObject({ accepted: taken, skipped: taken });
    await store.prune();
    await store.check(14_000);
    await store.check(0);
    expect(await append('later')).toEqual({ accepted: 1, duplicates: 0 });
    expect((await store.select({}, { after: 0, most: 99 })).map((story) => story.messageId)).toEqual(['later']);
    end();
  });
});

describe('questions that come together', () => {
  test('one that fails leaves the others alone', async () => {
    const { store, end } = openHere(newFolder(), systemClock);
    const key = { ...web, id: 'never written' };
    const [first, failed, second] = await Promise.allSettled([
      store.append(request(['m1'])),
      store.record([{ kind: 'settle', batch: key, fate: { status: 'delivered', deliveryId: 'b', version: '1' } }]),
      store.append(request(['m2'])),
    ]);
    expect(first).toMatchObject({ value: { accepted: 1 } });
    expect(failed).toMatchObject({
      status: 'rejected',
      reason: new Error('a batch that is not open cannot be changed'),
    });
    expect(second).toMatchObject({ value: { accepted: 1 } });
    expect((await store.read([web], 0, 9)).map((call) => call.messageId)).toEqual(['m1', 'm2']);
    end();
  });
});
