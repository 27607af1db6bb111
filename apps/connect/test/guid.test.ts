import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal, type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
let now = Date.UTC(2026, 10, 23);
const day = 24 * 3600 * 1000;

beforeAll(async () => {
  connect = await startedConnect({ now: () => now });
});
afterAll(() => connect.close());

const guid = (value: string) => ({ 'x-outbound-guid': value });
const eventsOf = async (id: string) => (await connect.person(id)).events;

describe('a GUID is taken once', () => {
  test('a copy is answered as the first was, and has no effect', async () => {
    const headers = guid(randomUUID());
    for (let turn = 0; turn < 3; turn++) {
      expect(await connect.post('/v2/track', { user_id: 'copies', event: 'A' }, headers)).toEqual(success);
    }
    expect(await eventsOf('copies')).toBe(1);
    expect((await connect.calls()).filter((call) => call.user_id === 'copies')).toHaveLength(1);
  });

  test('by whatever path and with whatever body the copy comes', async () => {
    const headers = guid(randomUUID());
    await connect.post('/v2/track', { user_id: 'bodies', event: 'A' }, headers);
    expect(await connect.post('/v2/identify', { user_id: 'bodies', first_name: 'No' }, headers)).toEqual(success);
    expect(await connect.post('/v2/identify', { user_id: 'bodies', email: 5 }, headers)).toEqual(success);
    expect(await connect.person('bodies')).toMatchObject({ first_name: null, email: null, events: 1 });
  });

  test('fifty at the same moment have one effect', async () => {
    const headers = guid(randomUUID());
    const batch = Array.from({ length: 20 }, () => ({ user_id: 'race', event: 'A' }));
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => connect.post('/v2/track/batch', batch, headers)),
    );
    expect(answers).toEqual(Array(50).fill(success));
    expect(await eventsOf('race')).toBe(20);
  });

  test('a batch has one GUID, each of its lines carries it with its index', async () => {
    const value = randomUUID();
    const batch = ['x', 'y', 'z'].map((user_id) => ({ user_id, event: 'A' }));
    await connect.post('/v2/track/batch', batch, guid(value));
    const lines = (await connect.calls()).filter((call) => call.guid === value);
    expect(lines.map((call) => [call.user_id, call.index])).toEqual([
      ['x', 0],
      ['y', 1],
      ['z', 2],
    ]);
  });

  test('a refused call does not take its GUID', async () => {
    const headers = guid(randomUUID());
    const bad = [{ user_id: 'refused', event: 'A' }, { user_id: 'refused' }];
    expect((await connect.post('/v2/track/batch', bad, headers)).status).toBe(400);
    expect((await connect.post('/v2/track', '{oops', headers)).status).toBe(500);
    expect(await connect.post('/v2/track', { user_id: 'refused', event: 'A' }, headers)).toEqual(success);
    expect(await eventsOf('refused')).toBe(1);
  });

  test('calls without a GUID are never copies', async () => {
    for (const headers of [{}, {}, guid(''), guid('')])
      await connect.post('/v2/track', { user_id: 'none', event: 'A' }, headers);
    expect(await eventsOf('none')).toBe(4);
  });

  test('it is remembered for 30 days', async () => {
    const headers = guid(randomUUID());
    const send = () => connect.post('/v2/track', { user_id: 'month', event: 'A' }, headers);
    await send();
    now += 30 * day - 1;
    await send();
    expect(await eventsOf('month')).toBe(1);
    now += 2;
    await send();
    expect(await eventsOf('month')).toBe(2);
    await send();
    expect(await eventsOf('month')).toBe(2);
  });

  test('a wrong key does not take it', async () => {
    const headers = guid(randomUUID());
    const answer = await connect.post(
      '/v2/track',
      { user_id: 'key', event: 'A' },
      { ...headers, 'x-outbound-key': 'no' },
    );
    expect(answer).toEqual(refusal(401, 'The key in X-Outbound-Key is not one of this Connect'));
    await connect.post('/v2/track', { user_id: 'key', event: 'A' }, headers);
    expect(await eventsOf('key')).toBe(1);
  });
});
