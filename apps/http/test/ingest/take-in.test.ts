import { gzipSync } from 'node:zlib';
import type { Acceptance, Receipt } from '@crosswalk/delivery';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Keyring } from '../../src/ingest/keyring.ts';
import { Pace } from '../../src/ingest/pace.ts';
import { takeIn } from '../../src/ingest/take-in.ts';
import { callsOf } from '../calls-of.ts';
import { sourceOf } from '../sources.ts';

afterEach(() => {
  vi.useRealTimers();
});

const keyring = new Keyring([sourceOf('website')]);
const good = { type: 'identify', userId: 'mbolton' };

function send(body: string | Buffer, append: (acceptance: Acceptance) => Promise<Receipt>, key = 'website-key') {
  const notes: string[] = [];
  const request = {
    kind: 'batch',
    body: Buffer.from(body as string),
    keys: [key],
    ip: '127.0.0.1',
    fromPage: false,
  } as const;
  const answer = takeIn(request, keyring, { append }, (facts, message) =>
    notes.push(`${message} ${JSON.stringify(facts)}`),
  );
  return { answer, notes };
}

const takes = async ({ calls }: Acceptance): Promise<Receipt> => ({
  accepted: (calls as unknown[]).length,
  duplicates: 0,
});
const batch = (...calls: unknown[]) => JSON.stringify({ batch: calls });

describe('taking in', () => {
  it('answers 429 and when to come again to a source that sends faster than it may, and takes nothing', async () => {
    const limited = new Keyring([sourceOf('website', { callsPerSecond: 1 }), sourceOf('app')]);
    const pace = new Pace(() => 1_000_000);
    const appended: string[] = [];
    const append = (acceptance: Acceptance) => {
      appended.push(acceptance.source);
      return takes(acceptance);
    };
    const sendAs = (key: string, text: string) =>
      takeIn(
        { kind: 'batch', body: Buffer.from(text), keys: [key], ip: '127.0.0.1', fromPage: false },
        limited,
        { append },
        () => {},
        pace,
      );
    expect(await sendAs('website-key', batch(...Array(12).fill(good)))).toEqual({ status: 200 });
    expect(await sendAs('website-key', batch(good))).toMatchObject({ status: 429, retryAfterSeconds: 8 });
    expect(await sendAs('app-key', batch(good))).toEqual({ status: 200 });
    expect(appended).toEqual(['website', 'app']);
  });

  it('answers 200 when the log has every call, packed or not', async () => {
    const seen: Acceptance[] = [];
    const append = (acceptance: Acceptance) => {
      seen.push(acceptance);
      return takes(acceptance);
    };
    expect(await send(batch(good), append).answer).toEqual({ status: 200 });
    expect(await send(gzipSync(`\uFEFF${batch(good)}`), append).answer).toEqual({ status: 200 });
    for (const { source, calls } of seen) {
      expect(source).toBe('website');
      expect(callsOf(calls)).toMatchObject([{ call: { ...good, messageId: expect.any(String) } }]);
    }
    expect(seen).toHaveLength(2);
  });

  it('notes what failed on ingest by its codes, and never people', async () => {
    const { answer, notes } = send(batch(good, { type: 'track', userId: 'mbolton' }), takes);
    expect(await answer).toEqual({ status: 200 });
    expect(notes).toEqual(['calls failed on ingest {"source":"website","refused":1,"codes":["event_not_defined"]}']);
  });

  it('answers 429 and when to come again, where too much waits', async () => {
    const { answer } = send(batch(good), async () => ({ full: true, retryAfterSeconds: 5 }));
    expect(await answer).toMatchObject({ status: 429, retryAfterSeconds: 5 });
  });

  it('answers 503 when the log fails, and when it takes longer than clients wait', async () => {
    const failing = send(batch(good), () => Promise.reject(new Error('disk full')));
    expect(await failing.answer).toMatchObject({ status: 503 });
    expect(failing.notes).toEqual(['calls could not be stored {"error":"disk full"}']);
    vi.useFakeTimers();
    const slow = send(batch(good), () => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await slow.answer).toMatchObject({ status: 503 });
  });

  it('answers 4xx only for what no repetition can mend', async () => {
    expect(await send(batch(good), takes, 'nobody').answer).toMatchObject({ status: 401 });
    expect(await send('{"batch":', takes).answer).toMatchObject({ status: 400 });
    expect(await send(Buffer.of(0x1f, 0x8b, 0), takes).answer).toMatchObject({ status: 400 });
    expect(await send(gzipSync(Buffer.alloc(5_000_000, 'x')), takes).answer).toMatchObject({ status: 413 });
  });
});
