import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

type Call = readonly [path: string, body: object];
interface Row {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly person: object;
}

const user_id = 'device';
const rows: Row[] = [
  {
    name: 'register adds a token and creates the user',
    calls: [
      ['/v2/apns/register', { token: 'a' }],
      ['/v2/apns/register', { token: 'b', timestamp: 1577934245 }],
    ],
    person: { apns: ['a', 'b'], fcm: [] },
  },
  {
    name: 'gcm and fcm are one set',
    calls: [
      ['/v2/gcm/register', { token: 'c' }],
      ['/v2/fcm/register', { token: 'd' }],
      ['/v2/gcm/disable', { token: 'd' }],
    ],
    person: { fcm: ['c'], gcm: ['c'] },
  },
  {
    name: 'replace puts a token in the place of the old one',
    calls: [
      ['/v2/fcm/register', { token: 'e' }],
      ['/v2/fcm/register', { token: 'f', replace: 'e' }],
    ],
    person: { fcm: ['f'], tokens: [{ platform: 'android', token: 'f', active: true }] },
  },
  {
    name: 'a disabled token stays known, but inactive',
    calls: [
      ['/v2/apns/register', { token: 'g' }],
      ['/v2/apns/disable', { token: 'g' }],
    ],
    person: { apns: [], tokens: [{ platform: 'apns', token: 'g', active: false }] },
  },
  {
    name: 'all disables one platform',
    calls: [
      ['/v2/identify', { apns: ['h', 'i'], fcm: ['j'] }],
      ['/v2/apns/disable', { all: true }],
    ],
    person: { apns: [], fcm: ['j'] },
  },
  {
    name: 'identify re-activates a disabled token',
    calls: [
      ['/v2/apns/register', { token: 'k' }],
      ['/v2/apns/disable', { all: true }],
      ['/v2/identify', { apns: ['k'] }],
    ],
    person: { apns: ['k'] },
  },
  {
    name: 'register re-activates a disabled token',
    calls: [
      ['/v2/apns/register', { token: 'l' }],
      ['/v2/apns/disable', { token: 'l' }],
      ['/v2/apns/register', { token: 'l' }],
    ],
    person: { apns: ['l'] },
  },
  {
    name: "another user's token can't be disabled",
    calls: [
      ['/v2/fcm/register', { token: 'm' }],
      ['/v2/fcm/disable', { user_id: 'somebody else', token: 'm' }],
    ],
    person: { fcm: ['m'] },
  },
  {
    name: 'who unsubscribes is remembered, known or not',
    calls: [['/v2/unsubscribe/all', {}]],
    person: { unsubscribed: true },
  },
  {
    name: 'campaigns are unsubscribed and subscribed one by one',
    calls: [
      ['/v2/unsubscribe/campaigns', { campaign_ids: ['x', 'y', 'y'] }],
      ['/v2/subscribe/campaigns', { campaign_ids: ['x'] }],
    ],
    person: { unsubscribed: false, unsubscribed_campaigns: ['y'] },
  },
  {
    name: 'subscribing to all takes everything back',
    calls: [
      ['/v2/unsubscribe/all', {}],
      ['/v2/unsubscribe/campaigns', { campaign_ids: ['x'] }],
      ['/v2/subscribe/all', {}],
    ],
    person: { unsubscribed: false, unsubscribed_campaigns: [] },
  },
];

describe('devices and subscriptions', () => {
  test.each(rows.map((row, index) => ({ ...row, id: `${user_id}-${index}` })))(
    '$name',
    async ({ calls, person, id }) => {
      for (const [path, body] of calls) expect(await connect.post(path, { user_id: id, ...body })).toEqual(success);
      expect(await connect.person(id)).toMatchObject(person);
    },
  );

  test('they are calls with a GUID like any other, but not listed among users and events', async () => {
    const headers = { 'x-outbound-guid': 'devices-guid' };
    await connect.post('/v2/apns/register', { user_id: 'copy', token: 'once' }, headers);
    await connect.post('/v2/apns/disable', { user_id: 'copy', all: true }, headers);
    expect(await connect.person('copy')).toMatchObject({ apns: ['once'] });
    expect((await connect.calls()).every((call) => call.kind === 'identify')).toBe(true);
  });

  const reports: Call[] = [
    ['/i/ios/received', { _oid: 'push-1' }],
    ['/i/ios/opened', { _oid: 'push-1' }],
    ['/i/android/received', { _oid: 7 }],
    ['/i/android/opened', { _oid: 'push-2' }],
    ['/i/ios/uninstall_tracker', { i: 'push-3', revoked: true }],
    ['/i/android/uninstall_tracker', { i: 'push-4' }],
  ];
  test.each(reports)('%s is taken, also when it comes again', async (path, body) => {
    expect(await connect.post(path, body)).toEqual(success);
    expect(await connect.post(path, body)).toEqual(success);
  });

  test.each(['ios', 'android'])('the SDK on %s reads its configuration', async (platform) => {
    const url = `${connect.address}/i/config/sdk/${platform}/1.2.3`;
    const response = await fetch(url, { headers: { 'x-outbound-key': '0123456789abcdef0123456789abcdef' } });
    const pre_prompt = { title: '', body: '', yes_button: '', no_button: '' };
    expect(await response.json()).toEqual({ enabled: true, account: { prompt: false, prompt_event: '', pre_prompt } });
    expect((await fetch(url)).status).toBe(401);
  });
});
