import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { key, refusal, type Started, startedConnect } from './started-connect.ts';

let connect: Started;
let now = Date.UTC(2026, 10, 23, 12);
const minute = 60 * 1000;
const day = 24 * 60 * minute;

beforeAll(async () => {
  connect = await startedConnect({ now: () => now });
});
afterAll(() => connect.close());

const events = async (query = '') => {
  const response = await connect.read(`/api/events${query}`);
  return ((await response.json()) as { events: Record<string, unknown>[] }).events;
};

describe('/api/calls', () => {
  test('is one line a user or event object, in order of effect, as it was sent', async () => {
    const user = { user_id: 1, attributes: { b: 1, a: '\u2028"' }, unknown: [null] };
    const first = { user_id: 'u', event: 'A', timestamp: 1 };
    const second = { user_id: '1', event: 'B' };
    await connect.post('/v2/identify', user);
    await connect.post('/v2/track/batch', [first, second], { 'x-outbound-guid': 'guid-1' });
    const at = new Date(now).toISOString();
    expect(await connect.calls()).toEqual([
      { seq: 1, at, kind: 'identify', user_id: '1', body: user },
      { seq: 2, at, kind: 'track', user_id: 'u', guid: 'guid-1', index: 0, body: first },
      { seq: 3, at, kind: 'track', user_id: '1', guid: 'guid-1', index: 1, body: second },
    ]);
    expect((await connect.calls(2)).map((call) => call.seq)).toEqual([3]);
    expect(await connect.calls(3)).toEqual([]);
  });

  test('is NDJSON', async () => {
    const response = await connect.read('/api/calls');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect((await response.text()).split('\n').at(-1)).toBe('');
  });

  test('lists tens of thousands in portions, each once, while more come in', async () => {
    const before = (await connect.calls()).at(-1)!.seq;
    const batch = Array.from({ length: 100 }, (_, index) => ({
      user_id: `many-${index}`,
      event: 'Many',
      properties: { text: 'x'.repeat(150) },
    }));
    for (let turn = 0; turn < 100; turn++) await connect.post('/v2/track/batch', batch);
    const reading = connect.calls(before);
    const writing = Promise.all([1, 2, 3].map(() => connect.post('/v2/track/batch', batch)));
    const seqs = (await reading).map((call) => call.seq - before);
    await writing;
    expect(seqs.length % 100).toBe(0);
    expect(seqs.length).toBeGreaterThanOrEqual(10_000);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(await connect.calls(before)).toHaveLength(10_300);
  });

  test.each(['-1', 'x', '1.5', '9'.repeat(16)])('after=%s is refused', async (after) => {
    const response = await connect.read(`/api/calls?after=${after}`);
    expect({ status: response.status, body: await response.text() }).toEqual(
      refusal(400, 'after must be a seq: a whole number, 0 or more'),
    );
  });
});

describe('/api/events', () => {
  test('counts what was received in 30 days and in 24 hours, by the time of receipt', async () => {
    const send = (times: number) =>
      connect.post('/v2/track/batch', Array(times).fill({ user_id: 'u', event: 'Counted', timestamp: 1577934245 }));
    await send(3);
    const firstSeen = new Date(now).toISOString();
    now += 25 * 60 * minute;
    expect(await events('?q=Counted')).toEqual([
      {
        event: 'Counted',
        times_seen: 3,
        first_seen: firstSeen,
        last_seen: firstSeen,
        received_in_last_24_hours: false,
        times_in_last_24_hours: 0,
        hidden: false,
        defined: false,
      },
    ]);
    await send(2);
    const lastSeen = new Date(now).toISOString();
    now += 23 * 60 * minute;
    const expected = { times_seen: 5, first_seen: firstSeen, last_seen: lastSeen, times_in_last_24_hours: 2 };
    expect(await events('?q=Counted')).toMatchObject([{ ...expected, received_in_last_24_hours: true }]);
    now += 28 * day + 10 * minute;
    expect(await events('?q=Counted')).toMatchObject([{ times_seen: 2, times_in_last_24_hours: 0 }]);
    now += 2 * day;
    expect(await events('?q=Counted')).toEqual([]);
  });

  test.each([
    ['ord', ['Order Completed', 'Reordered']],
    ['COMPLETED', ['Order Completed']],
    ['ärger', ['Ärger 100%']],
    ['%', ['Ärger 100%']],
    ['_', []],
    ['%20', []],
  ])('a search for %s', async (text, names) => {
    const batch = ['Order Completed', 'Reordered', 'Ärger 100%'].map((event) => ({ user_id: 'u', event }));
    await connect.post('/v2/track/batch', batch);
    expect((await events(`?q=${encodeURIComponent(text)}`)).map((event) => event.event)).toEqual(names);
  });
});

describe('the private key', () => {
  const paths = ['/api/calls', '/api/people/1', '/api/events', '/api/people/nobody'];
  test.each(paths)('%s is for those who have it', async (path) => {
    for (const authorization of [undefined, 'Bearer nonsense', `Basic ${key}`, 'Bearer ', key]) {
      const response = await fetch(connect.address + path, {
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).toMatch(/^\{"error":\{"Message":"The (header|key) .*","Code":401\}\}$/);
    }
  });

  test('a person nobody knows is a 404', async () => {
    const response = await connect.read('/api/people/nobody');
    expect({ status: response.status, body: await response.text() }).toEqual(refusal(404, 'No person goes by this id'));
  });
});
