import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedEntry, openFeed } from '../src/live/feed.ts';
import { type Started, startedConnect } from './started-connect.ts';

describe('the feed in memory', () => {
  const entry = (at: number): FeedEntry => ({ at, kind: 'track', outcome: 'accepted' });

  test('keeps the newest and numbers them on', () => {
    const feed = openFeed(3);
    for (let at = 1; at <= 5; at++) feed.add(entry(at));
    expect(feed.since(0).map(({ number, entry }) => [number, entry.at])).toEqual([
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(feed.since(4).map(({ number }) => number)).toEqual([5]);
    expect(feed.since(5)).toEqual([]);
    expect(feed.since(99)).toEqual([]);
  });

  test('tells listeners until they leave', () => {
    const feed = openFeed();
    let heard = 0;
    const leave = feed.listen(() => {
      heard += 1;
    });
    feed.add(entry(1));
    leave();
    feed.add(entry(2));
    expect(heard).toBe(1);
  });
});

describe('the stream of an open page', () => {
  let connect: Started;
  beforeAll(async () => {
    connect = await startedConnect();
  });
  afterAll(() => connect.close());

  /** The address that the page listens on. */
  const liveAddress = async () => {
    const page = await (await fetch(`${connect.address}/feed`)).text();
    return connect.address + /data-live="([^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  };

  /** Reads until the text holds all of `wanted`. */
  const readUntil = async (url: string, wanted: string[], headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const decoder = new TextDecoder();
    let seen = '';
    for await (const chunk of response.body!) {
      seen += decoder.decode(chunk, { stream: true });
      if (wanted.every((part) => seen.includes(part))) break;
    }
    return seen;
  };

  test('brings accepted, refused and dropped calls as rows, newest first', async () => {
    const reading = readUntil(await liveAddress(), ['Welcome', 'Copy', '400: event must', '401: The key', 'Malformed']);
    const headers = { 'x-outbound-guid': 'live', 'x-outbound-client': 'crosswalk/1' };
    await connect.post('/v2/track', { user_id: 'live', event: 'Welcome' }, headers);
    await connect.post('/v2/track', { user_id: 'live', event: 'Welcome' }, headers);
    await connect.post('/v2/track', { user_id: 'live', event: '<b>' });
    await connect.post('/v2/track', { user_id: 'live', event: '' });
    await connect.post('/v2/track', { user_id: 'live' }, { 'x-outbound-key': 'wrong' });
    await connect.post('/v2/track', '{"user');
    const seen = await reading;
    expect(seen).toContain('/people/live');
    expect(seen).toContain('&lt;b&gt;');
    expect(seen).not.toContain('<b>');
  });

  test('goes on where it broke off', async () => {
    const url = await liveAddress();
    await connect.post('/v2/track', { user_id: 'u', event: 'Before' });
    const first = await readUntil(url, ['Before']);
    const id = /^id: (.*)$/m.exec(first)![1]!;
    await connect.post('/v2/track', { user_id: 'u', event: 'After' });
    const second = await readUntil(url, ['After'], { 'last-event-id': id });
    expect(second).not.toContain('Before');
  });

  test('tells a page from before a restart to load anew', async () => {
    expect(await readUntil(`${connect.address}/feed/live?after=another-7`, ['outdated'])).toContain('event: outdated');
  });

  test('a flood reaches a slow page as the newest rows, and the feed goes on', async () => {
    const url = await liveAddress();
    const batch = Array.from({ length: 100 }, (_, index) => ({ user_id: 'flood', event: `Flood ${index}` }));
    for (let turn = 0; turn < 20; turn++) await connect.post('/v2/track/batch', batch);
    await connect.post('/v2/track', { user_id: 'u', event: 'The last one' });
    const seen = await readUntil(url, ['The last one']);
    expect(seen.split('Flood ').length - 1).toBeLessThanOrEqual(1000);
  });
});
