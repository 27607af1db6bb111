import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CallType, callTypes, normalise, pathKinds, readBody } from '../src/index.ts';

interface Recorded {
  readonly client: string;
  readonly requests: { receivedAt: string; path: string; body: { event?: string } }[];
}

const folder = new URL('../fixtures/recorded/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recorded;
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function takeIn({ receivedAt, path, body }: Recorded['requests'][number]) {
  const { calls, type, batch, failure } = readBody(body, pathKinds[path.replace('/v1/', '')]!);
  if (failure) throw new Error(failure.code);
  let minted = 0;
  return calls.map((sent) => normalise(sent, { receivedAt, type, batch, newId: () => `minted-${++minted}` }));
}

describe('what real clients sent', () => {
  test.each(files)('%s is taken in', (name) => {
    for (const request of read(name).requests) {
      for (const { call, failure } of takeIn(request)) {
        // The one call without anybody's id is refused, as Segment does.
        if (request.body.event === 'beacon json') {
          expect(failure?.code).toBe('no_user_anon_id');
          continue;
        }
        expect(failure).toBeUndefined();
        expect(callTypes).toContain(call!.type as CallType);
        expect(call!.userId ?? call!.anonymousId).toBeTruthy();
        expect(call!.messageId).toMatch(/./);
        expect(Date.parse(String(call!.timestamp))).not.toBeNaN();
        expect(JSON.stringify(call)).not.toContain('WRITEKEY');
      }
    }
  });

  test('there are 96 requests of 14 kinds of client', () => {
    expect(files.map((name) => read(name).requests.length).reduce((a, b) => a + b)).toBe(96);
    expect(files).toHaveLength(14);
  });

  test('the clock of the recorded machines was right, so corrected times differ by latency alone', () => {
    const [request] = read('web.json').requests;
    const [result] = takeIn(request!);
    const shift = Date.parse(String(result!.call!.timestamp)) - Date.parse(String(result!.call!.originalTimestamp));
    expect(shift).toBeGreaterThanOrEqual(0);
    expect(shift).toBeLessThan(1000);
  });

  test('an anonymous page of analytics.js, whose userId is null, has no userId', () => {
    const anonymous = read('web.json')
      .requests.flatMap(takeIn)
      .filter(({ call }) => call && !('userId' in call));
    expect(anonymous.length).toBeGreaterThan(0);
  });

  test('a call that was retried keeps its messageId', () => {
    const ids = read('web-retried-500.json')
      .requests.flatMap(takeIn)
      .map(({ call }) => call?.messageId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});
