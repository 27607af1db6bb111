import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventTime } from '../src/domain/event-time.ts';
import { type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

describe('the time of an event', () => {
  const rows: [name: string, timestamp: number, time: string | undefined][] = [
    ['seconds', 1577934245, '2020-01-02T03:04:05.000Z'],
    ['seconds with a fraction', 1577934245.678, '2020-01-02T03:04:05.678Z'],
    ['milliseconds', 1577934245678, '2020-01-02T03:04:05.678Z'],
    ['1e11 is still seconds', 1e11, '5138-11-16T09:46:40.000Z'],
    ['just above it are milliseconds', 1e11 + 1, '1973-03-03T09:46:40.001Z'],
    ['zero', 0, '1970-01-01T00:00:00.000Z'],
    ['before 1970', -1.5, '1969-12-31T23:59:58.500Z'],
    ['more than a date can hold', 8.64e15 + 2, undefined],
    ['less than a date can hold', -8.64e15, undefined],
  ];
  test.each(rows)('%s', (_name, timestamp, time) => {
    const milliseconds = eventTime(timestamp);
    expect(milliseconds === undefined ? undefined : new Date(milliseconds).toISOString()).toBe(time);
  });
});

describe('track', () => {
  test('an event of an unknown user creates the user', async () => {
    expect(await connect.post('/v2/track', { user_id: 'new', event: 'Signed Up', properties: { plan: 'x' } })).toEqual(
      success,
    );
    expect(await connect.person('new')).toMatchObject({ user_id: 'new', events: 1, attributes: {} });
  });

  test('fields of an embedded user are those of an identify', async () => {
    const user = { first_name: 'Py', apns: ['python'], attributes: { a: 1 }, previous_id: 'embedded-anon' };
    expect(await connect.post('/v2/track', { user_id: 'embedded', event: 'A', user })).toEqual(success);
    expect(await connect.person('embedded-anon')).toMatchObject({
      user_id: 'embedded',
      first_name: 'Py',
      apns: ['python'],
      attributes: { a: 1 },
      events: 1,
    });
  });

  test('a fault in the last event of a batch takes all the others back', async () => {
    const good = { user_id: 'rollback', event: 'Rolled Back', user: { first_name: 'Nobody', fcm: ['gone'] } };
    const bad = { user_id: 'rollback', event: 'Rolled Back', user: { group_attributes: { a: 1 } } };
    expect((await connect.post('/v2/track/batch', [good, good, bad])).body).toContain('[2].user.group_attributes need');
    expect((await connect.read('/api/people/rollback')).status).toBe(404);
    expect(await (await connect.read('/api/events?q=rolled')).json()).toEqual({ events: [] });
  });
});
