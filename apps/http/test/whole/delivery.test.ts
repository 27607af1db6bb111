import { Analytics } from '@segment/analytics-node';
import { afterEach, describe, expect, it } from 'vitest';
import { apiKey, configText, startServer } from './server.ts';
import { bodiesOf, startSink } from './sink.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function setUp({ answers = [], more = '' }: { answers?: readonly number[]; more?: string } = {}) {
  const sink = await startSink(answers);
  const server = await startServer(configText(sink.address, ['website-key'], more));
  stops.push(sink.close, server.stop);
  const post = (path: string, body: unknown, key = 'website-key') =>
    fetch(server.address + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Basic ${btoa(`${key}:`)}` },
    });
  return { sink, server, post };
}

describe('a call', () => {
  it("of Segment's own SDK arrives in Connect as the request of its documentation", async () => {
    const { sink, server } = await setUp();
    const analytics = new Analytics({ host: server.address, writeKey: 'website-key' });
    analytics.identify({
      userId: '019mr8mf4r',
      traits: { name: 'Michael Bolton', email: 'mbolton@initech.com', phone: '1234567890' },
      context: { device: { type: 'ios', token: 'XXXYYYZZZ' } } as object,
    });
    analytics.track({
      userId: '019mr8mf4r',
      event: 'Signed Up',
      properties: { plan: 'Startup' },
      timestamp: '2020-01-02T03:04:05.678Z',
    });
    await analytics.closeAndFlush({ timeout: 5000 });
    await server.settled();
    expect(sink.requests.map(({ path }) => path)).toEqual(['/v2/identify', '/v2/track']);
    const [identify, track] = bodiesOf(sink.requests);
    expect(identify).toEqual({
      user_id: '019mr8mf4r',
      first_name: 'Michael',
      last_name: 'Bolton',
      email: 'mbolton@initech.com',
      phone_number: '1234567890',
      apns: ['XXXYYYZZZ'],
      attributes: { name: 'Michael Bolton' },
    });
    expect(track).toMatchObject({ user_id: '019mr8mf4r', event: 'Signed Up', properties: { plan: 'Startup' } });
    expect(sink.requests[0]!.headers).toMatchObject({
      'x-outbound-key': apiKey,
      'x-outbound-guid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('is sent again until Connect takes it, under the same id', async () => {
    const { sink, server, post } = await setUp({ answers: [503, 500] });
    await post('/v1/identify', { userId: 'u1', messageId: 'm1' });
    await server.settled();
    const ids = sink.requests.map(({ headers }) => headers['x-outbound-guid']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect((await server.story('m1'))!.deliveries[0]!.attempts.map(({ status }) => status)).toEqual([503, 500, 200]);
  });

  it('that is sent twice by a client is taken once', async () => {
    const { sink, server, post } = await setUp();
    for (let time = 0; time < 2; time++)
      expect((await post('/v1/identify', { userId: 'u1', messageId: 'm1' })).status).toBe(200);
    await server.settled();
    expect(sink.requests).toHaveLength(1);
    expect(await server.counts()).toMatchObject({ accepted: 1, duplicates: 1 });
  });

  it('that is bad costs none of its batch, and is kept with its code', async () => {
    const { sink, server, post } = await setUp();
    const answer = await post('/v1/batch', {
      batch: [
        { type: 'identify', userId: 'u1', messageId: 'good' },
        { type: 'track', userId: 'u1', messageId: 'nameless' },
        { type: 'track', userId: 'u1', event: 'x'.repeat(300), messageId: 'long' },
        {
          type: 'identify',
          userId: 'u1',
          traits: JSON.parse('{"__proto__":{"polluted":1},"constructor":2}'),
          messageId: 'odd',
        },
        { type: 'teleport', userId: 'u1', messageId: 'unknown' },
      ],
    });
    expect(answer.status).toBe(200);
    await server.settled();
    expect(await server.refused()).toMatchObject([
      { code: 'event_not_defined', messageId: 'nameless', source: 'website' },
    ]);
    const fates = await Promise.all(
      ['good', 'long', 'odd', 'unknown'].map(async (id) => (await server.story(id))!.deliveries[0]!.fate),
    );
    expect(fates).toMatchObject([
      { status: 'delivered' },
      { status: 'dead', code: 'MESSAGE_REJECTED' },
      { status: 'delivered' },
      { status: 'skipped', code: 'NO_MATCHING_MAPPING' },
    ]);
    expect(JSON.stringify(sink.requests.at(-1)!.body)).toContain('"__proto__":{"polluted":1}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('with an unknown key is refused with 401, under a retired or disabled one kept with 200', async () => {
    const more = `    retiredKeys: [old-key]
  - name: closed
    enabled: false
    writeKeys: [closed-key]
    destinations: [{ settings: { apiKey: ${apiKey}, endpoint: "http://127.0.0.1:9" } }]
`;
    const { sink, server, post } = await setUp({ more });
    expect((await post('/v1/track', { userId: 'u1', event: 'E' }, 'nobody')).status).toBe(401);
    expect((await post('/v1/track', { userId: 'u1', event: 'E', messageId: 'm1' }, 'old-key')).status).toBe(200);
    expect((await post('/v1/track', { userId: 'u1', event: 'E', messageId: 'm2' }, 'closed-key')).status).toBe(200);
    await server.settled();
    for (const id of ['m1', 'm2']) {
      expect((await server.story(id))!.deliveries[0]!.fate).toMatchObject({
        status: 'skipped',
        code: 'source_disabled',
      });
    }
    expect(sink.requests).toEqual([]);
  });

  it('that is no JSON is refused with 400, one that cannot be unpacked too', async () => {
    const { server } = await setUp();
    const authorization = `Basic ${btoa('website-key:')}`;
    for (const body of ['', '{', 'event=1', Buffer.of(0x1f, 0x8b, 0)]) {
      expect((await fetch(`${server.address}/v1/t`, { method: 'POST', body, headers: { authorization } })).status).toBe(
        400,
      );
    }
  });
});

describe('operators', () => {
  it('see whether it is alive and ready', async () => {
    const { server, post } = await setUp({ answers: [401] });
    expect(await (await fetch(`${server.admin}/health`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${server.admin}/ready`)).status).toBe(200);
    await post('/v1/identify', { userId: 'u1' });
    await expect.poll(async () => (await fetch(`${server.admin}/ready`)).status).toBe(503);
    const outlet = { source: 'website', destination: 'connect' };
    expect(await (await fetch(`${server.admin}/ready`)).json()).toEqual({
      ready: false,
      reasons: ['connect of source website is held back: answer 401'],
      store: { state: 'well' },
      environments: [{ outlets: [outlet], breaker: 'open', reason: 'answer 401', openBatches: 1 }],
    });
  });

  it('see nothing of it on the public address', async () => {
    const { server } = await setUp();
    for (const path of ['/ready', '/api/counts', '/api/refused'])
      expect((await fetch(server.address + path)).status).toBe(404);
  });
});
