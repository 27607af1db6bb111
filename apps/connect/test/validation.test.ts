import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { key, refusal, type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

const id = { user_id: 'u' };
const zone = 'must be a name of the tz database such as Europe/Berlin, but is text';

type Row = [name: string, path: string, body: unknown, message: string];
const badRequests: Row[] = [
  // The body as a whole
  ['a list where one user belongs', '/v2/identify', [], 'The body must be an object, but is a list'],
  ['text for a body', '/v2/identify', '"u"', 'The body must be an object, but is text, 1 characters'],
  ['null for a body', '/v2/track', 'null', 'The body must be an object, but is null'],
  ['too deep', '/v2/identify', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 'The body nests deeper than 100 levels'],

  // Users
  ['no user_id', '/v2/identify', {}, 'user_id must be non-empty text or a number, but is missing'],
  ['null user_id', '/v2/identify', { user_id: null }, 'user_id must be non-empty text or a number, but is null'],
  ['empty user_id', '/v2/identify', { user_id: '' }, 'user_id must be non-empty text or a number, but is empty text'],
  [
    'boolean user_id',
    '/v2/identify',
    { user_id: true },
    'user_id must be non-empty text or a number, but is a boolean',
  ],
  [
    'endless user_id',
    '/v2/identify',
    '{"user_id":1e999}',
    'user_id must be non-empty text or a number, but is a number',
  ],
  ['numeric email', '/v2/identify', { ...id, email: 42 }, 'email must be text, but is a number'],
  ['first_name in a list', '/v2/identify', { ...id, first_name: ['M'] }, 'first_name must be text, but is a list'],
  ['boolean last_name', '/v2/identify', { ...id, last_name: false }, 'last_name must be text, but is a boolean'],
  ['numeric phone', '/v2/identify', { ...id, phone_number: 12 }, 'phone_number must be text, but is a number'],
  ['attributes in a list', '/v2/identify', { ...id, attributes: [] }, 'attributes must be an object, but is a list'],
  [
    'attributes as text',
    '/v2/identify',
    { ...id, attributes: 'x' },
    'attributes must be an object, but is text, 1 characters',
  ],
  [
    'group_attributes as text',
    '/v2/identify',
    { ...id, group_id: 'g', group_attributes: 7 },
    'group_attributes must be an object, but is a number',
  ],
  [
    'attributes of no group',
    '/v2/identify',
    { ...id, group_attributes: { plan: 'x' } },
    'group_attributes need a group_id: the call names none and the user is in no group',
  ],
  [
    'boolean group_id',
    '/v2/identify',
    { ...id, group_id: true },
    'group_id must be non-empty text or a number, but is a boolean',
  ],
  [
    'previous_id as object',
    '/v2/identify',
    { ...id, previous_id: {} },
    'previous_id must be non-empty text or a number, but is an object',
  ],
  ['a lone token', '/v2/identify', { ...id, apns: 'abc' }, 'apns must be a list of texts, but is text, 3 characters'],
  ['a numeric token', '/v2/identify', { ...id, fcm: ['a', 5] }, 'fcm[1] must be non-empty text, but is a number'],
  ['an empty token', '/v2/identify', { ...id, gcm: [''] }, 'gcm[0] must be non-empty text, but is empty text'],
  ['an offset for a zone', '/v2/identify', { ...id, timezone: '+02:00' }, `timezone ${zone}, 6 characters`],

  // Events
  ['no user', '/v2/track', { event: 'A' }, 'user_id must be non-empty text or a number, but is missing'],
  ['no event', '/v2/track', id, 'event must be non-empty text, but is missing'],
  ['empty event', '/v2/track', { ...id, event: '' }, 'event must be non-empty text, but is empty text'],
  ['numeric event', '/v2/track', { ...id, event: 5 }, 'event must be non-empty text, but is a number'],
  [
    'a long event',
    '/v2/track',
    { ...id, event: 'x'.repeat(201) },
    'event must be at most 200 characters, but is text, 201 characters',
  ],
  [
    'properties in a list',
    '/v2/track',
    { ...id, event: 'A', properties: [1] },
    'properties must be an object, but is a list',
  ],
  [
    'timestamp as text',
    '/v2/track',
    { ...id, event: 'A', timestamp: '2020-01-02' },
    'timestamp must be a number, but is text, 10 characters',
  ],
  [
    'timestamp beyond all dates',
    '/v2/track',
    { ...id, event: 'A', timestamp: 9e15 },
    'timestamp must be a moment in Unix seconds, but is out of range',
  ],
  [
    'embedded user as text',
    '/v2/track',
    { ...id, event: 'A', user: 'x' },
    'user must be an object, but is text, 1 characters',
  ],
  [
    'embedded email',
    '/v2/track',
    { ...id, event: 'A', user: { email: 1 } },
    'user.email must be text, but is a number',
  ],
  [
    'embedded zone',
    '/v2/track',
    { ...id, event: 'A', user: { timezone: 'PST' } },
    `user.timezone ${zone}, 3 characters`,
  ],
  [
    'another embedded user',
    '/v2/track',
    { ...id, event: 'A', user: { user_id: 'v' } },
    'user.user_id must be the user_id of the event when it is given',
  ],

  // Batches
  ['one user where a list belongs', '/v2/identify/batch', id, 'The body must be a list'],
  [
    'more than 100 users',
    '/v2/identify/batch',
    Array(101).fill(id),
    'The batch holds 101 items, at most 100 are taken',
  ],
  [
    'more than 100 events',
    '/v2/track/batch',
    Array(101).fill({ ...id, event: 'A' }),
    'The batch holds 101 items, at most 100 are taken',
  ],
  ['a bad third user', '/v2/identify/batch', [id, id, { ...id, email: 1 }], '[2].email must be text, but is a number'],
  ['a number among users', '/v2/identify/batch', [id, 5], '[1] must be an object, but is a number'],
  [
    'a bad second event',
    '/v2/track/batch',
    [{ ...id, event: 'A' }, id],
    '[1].event must be non-empty text, but is missing',
  ],
  [
    'attributes of no group',
    '/v2/identify/batch',
    [id, { ...id, group_attributes: { a: 1 } }],
    '[1].group_attributes need a group_id: the call names none and the user is in no group',
  ],

  // The small paths
  ['no token', '/v2/apns/register', id, 'token must be non-empty text, but is missing'],
  [
    'numeric replace',
    '/v2/fcm/register',
    { ...id, token: 't', replace: 1 },
    'replace must be non-empty text, but is a number',
  ],
  ['neither token nor all', '/v2/gcm/disable', id, 'token must be non-empty text, but is missing'],
  ['all as text', '/v2/gcm/disable', { ...id, all: 'yes' }, 'all must be true or false'],
  [
    'no campaigns',
    '/v2/subscribe/campaigns',
    { ...id, campaign_ids: [] },
    'campaign_ids must name at least one campaign',
  ],
  [
    'an empty campaign',
    '/v2/unsubscribe/campaigns',
    { ...id, campaign_ids: ['a', ''] },
    'campaign_ids[1] must be non-empty text, but is empty text',
  ],
  ['nobody to unsubscribe', '/v2/unsubscribe/all', {}, 'user_id must be non-empty text or a number, but is missing'],
  ['no push', '/i/ios/opened', {}, '_oid must be non-empty text or a number, but is missing'],
  [
    'revoked as text',
    '/i/android/uninstall_tracker',
    { i: 'o', revoked: 'no' },
    'revoked must be true or false, but is text, 2 characters',
  ],
];

describe('a call that does not fit is a 400 that names index and field, never a value', () => {
  test.each(badRequests)('%s (%s)', async (_name, path, body, message) => {
    expect(await connect.post(path, body)).toEqual(refusal(400, message));
  });

  test('and nothing of it is kept', async () => {
    expect(await connect.calls()).toEqual([]);
    expect((await connect.read('/api/people/u')).status).toBe(404);
  });
});

describe('malformed JSON is a 500, as the vendor answered', () => {
  const rows: [name: string, body: string | Uint8Array, message: string][] = [
    ['cut off', '{"user_id":"u"', 'Malformed JSON at position 14'],
    ['empty', '', 'Malformed JSON: the body is empty'],
    ['no JSON at all', 'user_id=u', 'Malformed JSON'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'Malformed JSON: the body is not UTF-8'],
  ];
  test.each(rows)('%s', async (_name, body, message) => {
    for (const path of ['/v2/identify', '/v2/track/batch']) {
      expect(await connect.post(path, body)).toEqual(refusal(500, message));
    }
  });
});

describe('keys', () => {
  const rows: [name: string, headers: Record<string, string>, message: string][] = [
    ['missing', { 'x-outbound-key': '' }, 'The header X-Outbound-Key is missing'],
    ['of nobody', { 'x-outbound-key': 'f'.repeat(32) }, 'The key in X-Outbound-Key is not one of this Connect'],
    ['public', { 'x-outbound-key': `pub-${key}` }, 'The key in X-Outbound-Key is not one of this Connect'],
    ['in capitals', { 'x-outbound-key': key.toUpperCase() }, 'The key in X-Outbound-Key is not one of this Connect'],
  ];
  test.each(rows)('%s: 401, whatever the body', async (_name, headers, message) => {
    expect(await connect.post('/v2/identify', id, headers)).toEqual(refusal(401, message));
    expect(await connect.post('/v2/track/batch', '{oops', headers)).toEqual(refusal(401, message));
    expect(await connect.post('/i/ios/opened', {}, headers)).toEqual(refusal(401, message));
  });
});

describe('what HTTP itself gets wrong is answered in the same form', () => {
  const rows: [name: string, method: string, path: string, status: number, message: string][] = [
    ['an unknown path', 'POST', '/v2/alias', 404, 'There is no such path'],
    ['GET on a POST path', 'GET', '/v2/identify', 405, 'This path takes POST only'],
    ['DELETE on a GET path', 'DELETE', '/api/calls', 405, 'This path takes GET only'],
  ];
  test.each(rows)('%s', async (_name, method, path, status, message) => {
    const response = await fetch(connect.address + path, { method });
    expect({ status: response.status, body: await response.text() }).toEqual(refusal(status, message));
  });

  test('a body over 8 MB', async () => {
    const answer = await connect.post('/v2/identify', { ...id, attributes: { text: 'x'.repeat(9e6) } });
    expect(answer).toEqual(refusal(413, 'The body is larger than 8 MB'));
  });

  test('a compressed body', async () => {
    const answer = await connect.post('/v2/identify', id, { 'content-encoding': 'gzip' });
    expect(answer).toEqual(refusal(415, 'The body must be sent as it is, without Content-Encoding'));
  });

  test('a GUID that is no GUID', async () => {
    const answer = await connect.post('/v2/identify', id, { 'x-outbound-guid': 'x'.repeat(201) });
    expect(answer).toEqual(refusal(400, 'The header x-outbound-guid is longer than 200 characters'));
  });
});

describe('what is accepted has an empty answer', () => {
  const rows: [name: string, path: string, body: unknown][] = [
    ['a user of nothing but an id', '/v2/identify', { user_id: 'ok' }],
    ['a user with a field that Connect does not know', '/v2/identify', { user_id: 'ok', shoe_size: 44 }],
    ['group_attributes that are empty and belong nowhere', '/v2/identify', { user_id: 'ok', group_attributes: {} }],
    ['an event of 200 characters', '/v2/track', { user_id: 'ok', event: '🦊'.repeat(200) }],
    [
      'an event with null for what is optional',
      '/v2/track',
      { user_id: 'ok', event: 'A', properties: null, timestamp: null, user: null },
    ],
    ['an embedded user with the same id', '/v2/track', { user_id: 1, event: 'A', user: { user_id: '1' } }],
    ['100 users', '/v2/identify/batch', Array(100).fill({ user_id: 'ok' })],
    ['100 events', '/v2/track/batch', Array(100).fill({ user_id: 'ok', event: 'A' })],
    ['no users', '/v2/identify/batch', []],
    ['99 levels', '/v2/identify', `{"user_id":"ok","attributes":${'{"a":'.repeat(98)}1${'}'.repeat(98)}}`],
  ];
  test.each(rows)('%s', async (_name, path, body) => {
    expect(await connect.post(path, body)).toEqual(success);
  });

  test('whatever the content type says', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
      expect(await connect.post('/v2/identify', { user_id: 'ok' }, { 'content-type': type })).toEqual(success);
    }
  });
});
