import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startedConnect, success } from './started-connect.ts';

const evil = '<script>alert("1")</script>';
const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;';
let connect: Started;

beforeAll(async () => {
  connect = await startedConnect();
  const michael = { first_name: 'Michael', last_name: 'Bolton', email: 'mbolton@initech.com', apns: ['XXXYYYZZZ'] };
  const group = { group_id: 'initech', group_attributes: { plan: 'Big', seats: 7 } };
  await connect.post('/v2/track', { user_id: 'anon-1', event: 'Viewed' }, { 'x-outbound-client': 'crosswalk/1.2.3' });
  await connect.post('/v2/identify', { user_id: '019mr8mf4r', ...michael, ...group, attributes: { plan: 'Own' } });
  await connect.post('/v2/identify', { user_id: '019mr8mf4r', previous_id: 'anon-1' });
  await connect.post('/v2/track', {
    user_id: '019mr8mf4r',
    event: 'Signed Up',
    timestamp: 1577934245,
    properties: { deep: evil },
  });
  await connect.post('/v2/identify', { user_id: evil, first_name: evil, attributes: { [evil]: evil }, fcm: [evil] });
  await connect.post(
    '/v2/track',
    { user_id: evil, event: evil, properties: { [evil]: 1 } },
    { 'x-outbound-client': evil },
  );
  await connect.post('/v2/track', { user_id: evil, event: evil, timestamp: evil });
});
afterAll(() => connect.close());

const open = async (path: string) => (await fetch(connect.address + path)).text();
const send = (
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: connect.address },
) => fetch(connect.address + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
/** A page's text as a reader sees it. */
const text = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('what the pages show', () => {
  const rows: [path: string, ...contents: string[]][] = [
    ['/', 'Real-time feed', 'Signed Up', 'crosswalk/1.2.3', 'Accepted', 'Refused', 'joins anon-1', 'group initech'],
    ['/feed', '400: timestamp must be a number, but is text, 27 characters'],
    [
      '/settings/events',
      'Your events in the last 30 days',
      'Signed Up 1',
      'Yes 1 time',
      'Received in the last 24 hours',
    ],
    ['/people', 'Michael Bolton', 'mbolton@initech.com', '2 in all'],
    ['/people?q=BOLTON', 'Michael Bolton'],
    ['/people?q=anon-1', 'Michael Bolton'],
    ['/people?q=nobody', 'Nobody found.'],
    [
      '/people/019mr8mf4r',
      'Michael Bolton',
      'XXXYYYZZZ',
      'iOS',
      'Active',
      'anon-1 joined',
      '2020-01-02 03:04:05',
      'Events 2',
    ],
    [
      '/people/anon-1',
      '019mr8mf4r',
      'plan &quot;Own&quot; own',
      'seats 7 group',
      'plan &quot;Big&quot; group, own value wins',
    ],
  ];
  test.each(rows)('%s', async (path, ...contents) => {
    const page = text(await open(path));
    for (const content of contents) expect(page).toContain(content);
  });

  test('a person nobody knows', async () => {
    const response = await fetch(`${connect.address}/people/nobody`);
    expect(response.status).toBe(404);
    expect(text(await response.text())).toContain('No person goes by this id.');
  });
});

describe('what people sent is shown as text, never as markup', () => {
  const personPath = `/people/${encodeURIComponent(evil)}`;
  test.each(['/feed', '/settings/events', '/people', personPath, `/people?q=${encodeURIComponent(evil)}`])(
    '%s',
    async (path) => {
      const page = await open(path);
      expect(page).toContain(escaped);
      expect(page).not.toContain('<script>');
    },
  );

  test('a path that does not exist', async () => {
    expect(await open(`/${evil}`)).not.toContain('<script>');
  });
});

describe('the Events page', () => {
  test('an event can be defined before it was ever sent', async () => {
    const response = await send('/settings/events/define', { event: ' Trial Ended ' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/settings/events']);
    expect(text(await open('/settings/events'))).toContain('Trial Ended defined 0 never never No');
    await connect.post('/v2/track', { user_id: 'u', event: 'Trial Ended' });
    expect(text(await open('/settings/events?q=trial'))).toMatch(/Trial Ended defined 1 .* Yes 1 time/);
  });

  test('a name that is no event name comes back with the reason', async () => {
    for (const [event, message] of [
      ['', 'The name must be non-empty text'],
      ['x'.repeat(201), 'The name must be at most 200 characters'],
    ]) {
      const response = await send('/settings/events/define', { event: event! });
      expect(response.status).toBe(400);
      expect(text(await response.text())).toContain(message);
    }
  });

  test('an event can be hidden and shown again, and is counted all the while', async () => {
    await connect.post('/v2/track', { user_id: 'u', event: 'Noise' });
    expect((await send('/settings/events/hide', { event: 'Noise', q: 'oi' })).headers.get('location')).toBe(
      '/settings/events?q=oi',
    );
    expect(await open('/settings/events')).not.toContain('Noise');
    await connect.post('/v2/track', { user_id: 'u', event: 'Noise' });
    expect(text(await open('/settings/events?hidden=show'))).toContain('Noise hidden 2');
    await send('/settings/events/show', { event: 'Noise' });
    expect(text(await open('/settings/events'))).toContain('Noise 2');
  });

  test('what does not exist is not hidden', async () => {
    expect((await send('/settings/events/hide', { event: 'Nothing' })).status).toBe(404);
  });
});

describe('who may see and send what', () => {
  const pages = ['/', '/feed', '/feed/live', '/settings/events', '/people', '/people/019mr8mf4r', '/assets/style.css'];
  test.each(pages)('%s does not answer to a foreign Host', async (path) => {
    expect(await statusWithHost(path, 'evil.example:4010')).toBe(403);
    expect(await statusWithHost(path, '127.0.0.1.evil.example')).toBe(403);
  });

  test.each(['localhost:4010', '127.0.0.1', '[::1]:4010', 'connect.localhost'])('it does to %s', async (host) => {
    expect(await statusWithHost('/people', host)).toBe(200);
  });

  test('the API answers to any Host, as it wants a key', async () => {
    expect(await statusWithHost('/api/calls', 'connect.example')).toBe(401);
    expect(await connect.post('/v2/identify', { user_id: 'u' }, { host: 'connect.example' })).toEqual(success);
  });

  const forms: [name: string, headers: Record<string, string>][] = [
    ['another site', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nowhere', {}],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a browser that says same-site', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(forms)('a form from %s is refused', async (_name, headers) => {
    expect((await send('/settings/events/define', { event: 'Forged' }, headers)).status).toBe(403);
    expect(await open('/settings/events?q=forged&hidden=show')).not.toContain('>Forged');
  });

  test('every page forbids what it does not need', async () => {
    for (const path of pages.filter((page) => page !== '/feed/live')) {
      const { headers } = await fetch(connect.address + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test('no page has scripts, styles or handlers in its markup', async () => {
    for (const path of ['/', '/settings/events', '/people', '/people/019mr8mf4r']) {
      expect(await open(path)).not.toMatch(/<script(?! src=)|<style|\son[a-z]+=|\sstyle=|javascript:/i);
    }
  });
});

describe('what does not fit on one page', () => {
  test('a long history has a next page, and each event is on one of them', async () => {
    const batch = Array.from({ length: 60 }, (_, index) => ({
      user_id: 'long',
      event: `Event ${index}.`,
      timestamp: 1000 + (index % 7),
    }));
    await connect.post('/v2/track/batch', batch);
    await connect.post(
      '/v2/track/batch',
      batch.map((event) => ({ ...event, user_id: 'long-joined', event: `${event.event}.` })),
    );
    await connect.post('/v2/identify', { user_id: 'long', previous_id: 'long-joined' });
    const seen: string[] = [];
    let path: string | undefined = '/people/long';
    while (path !== undefined) {
      const page: string = await open(path);
      seen.push(...[...page.matchAll(/>(Event \d+\.+)</g)].map((match) => match[1]!));
      path = /href="([^"]*)">Older events/.exec(page)?.[1];
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test('a long list of people has a next page', async () => {
    const people = Array.from({ length: 100 }, (_, index) => ({ user_id: `crowd-${index}` }));
    await connect.post('/v2/identify/batch', people);
    await connect.post(
      '/v2/identify/batch',
      people.map((person) => ({ user_id: `${person.user_id}-more` })),
    );
    const first = await open('/people?q=crowd');
    const second = await open(/href="([^"]*)">More people/.exec(first)![1]!.replaceAll('&amp;', '&'));
    const ids = [...(first + second).matchAll(/>(crowd-[^<]*)</g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(200);
  });
});

/** fetch does not let its Host be chosen. */
async function statusWithHost(path: string, host: string): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(connect.address + path, { headers: { host } }, (response) => {
      response.destroy();
      resolve(response.statusCode!);
    });
    sent.on('error', reject).end();
  });
}
