import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callPaths } from '@crosswalk/segment';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, busy, taken } from '../../src/ingest/answer.ts';
import type { SdkRequest } from '../../src/ingest/take-in.ts';
import { publicServer } from '../../src/server/public-server.ts';
import { rawHttp } from './raw-http.ts';

const running: ReturnType<typeof publicServer>[] = [];
afterEach(async () => {
  for (const { server } of running.splice(0)) await server.close();
});

async function start(answer: Answer | Error = taken) {
  const seen: SdkRequest[] = [];
  const one = publicServer({
    logger: false,
    takeIn: async (request) => {
      seen.push(request);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  running.push(one);
  await one.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = one.server.server.address() as AddressInfo;
  return { seen, port, url: `http://127.0.0.1:${port}`, ...one };
}

const body = '{"event":"Signed Up"}';

describe('the public server', () => {
  it('takes every path of the HTTP API, long and short, and some that clients make of them', async () => {
    const { url, seen } = await start();
    const paths = [...Object.keys(callPaths), '/v1/batch/', '//v1/batch'];
    for (const path of paths) {
      const answer = await fetch(`${url}${path}`, { method: 'POST', body });
      expect([path, answer.status, await answer.json()]).toEqual([path, 200, { success: true }]);
    }
    expect(seen.map(({ kind }) => kind)).toEqual([...Object.values(callPaths), 'batch', 'batch']);
  });

  it('gives the body as bytes whatever its content type says', async () => {
    const { url, seen, port } = await start();
    const types = [
      'application/json',
      'text/plain;charset=UTF-8',
      'application/x-www-form-urlencoded',
      'nonsense',
      '; ;',
      'multipart/form-data',
    ];
    for (const type of types) {
      const status = await new Promise((resolve) => {
        const request = httpRequest(`${url}/v1/t`, { method: 'POST', headers: { 'content-type': type } });
        request.on('response', (answer) => resolve(answer.resume().statusCode)).end(body);
      });
      expect([type, status]).toEqual([type, 200]);
    }
    await rawHttp(port, `POST /v1/t HTTP/1.1\nHost: x\nConnection: close\nContent-Length: ${body.length}\n\n${body}`);
    const chunk = body.length.toString(16);
    await rawHttp(
      port,
      `POST /v1/t HTTP/1.1\nHost: x\nConnection: close\nTransfer-Encoding: chunked\n\n${chunk}\n${body}\n0\n\n`,
    );
    expect(seen.map((request) => request.body.toString())).toEqual(
      Array.from({ length: types.length + 2 }, () => body),
    );
  });

  it('reads the key from Basic, with and without its colon, and from the query', async () => {
    const { url, seen } = await start();
    const post = (authorization: string | undefined, query = '') =>
      fetch(`${url}/v1/t${query}`, { method: 'POST', body, headers: authorization ? { authorization } : {} });
    await post(`Basic ${btoa('key:')}`);
    await post(`Basic ${btoa('key')}`);
    await post(`basic ${btoa('key:secret')}`);
    await post(`Bearer ${btoa('key:')}`, '?writeKey=asked');
    await post(undefined, '?writeKey=a&writeKey=b');
    expect(seen.map(({ keys }) => keys)).toEqual([
      ['key', undefined],
      ['key', undefined],
      ['key', undefined],
      [undefined, 'asked'],
      [undefined, 'a'],
    ]);
  });

  it('answers the figures that analytics.js sends of itself, and never takes them for a call', async () => {
    const { url, seen } = await start();
    for (const text of ['{"series":[]}', 'nonsense', '']) {
      expect((await fetch(`${url}/v1/m`, { method: 'POST', body: text })).status).toBe(200);
    }
    expect(seen).toEqual([]);
  });

  it('gives a picture for a call in an address, whatever becomes of the call', async () => {
    for (const answer of [taken, busy(7), new Error('unexpected')]) {
      const { url, seen } = await start(answer);
      const got = await fetch(`${url}/v1/pixel/track?userId=u1&event=Opened&writeKey=k`);
      expect([got.status, got.headers.get('content-type'), got.headers.get('cache-control')]).toEqual([
        200,
        'image/gif',
        'no-store',
      ]);
      expect(
        Buffer.from(await got.arrayBuffer())
          .subarray(0, 6)
          .toString(),
      ).toBe('GIF89a');
      expect(seen).toMatchObject([{ kind: 'track', keys: [undefined, 'k'], fromPage: true }]);
      expect(JSON.parse(seen[0]!.body.toString())).toEqual({ userId: 'u1', event: 'Opened', writeKey: 'k' });
      expect((await fetch(`${url}/v1/pixel/track?userId=u1`, { method: 'HEAD' })).status).toBe(404);
    }
  });

  it('answers 413 above 4 MB, said or sent', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body: 'x'.repeat(4 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    const exact = await fetch(`${url}/v1/batch`, { method: 'POST', body: 'x'.repeat(4 * 1024 * 1024) });
    expect(exact.status).toBe(200);
  });

  it('passes on when to come again', async () => {
    const { url } = await start(busy(7));
    const answer = await fetch(`${url}/v1/t`, { method: 'POST', body });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('answers 503 in doubt and while it stops, never 4xx, so that nobody deletes a batch', async () => {
    const broken = await start(new Error('unexpected'));
    expect((await fetch(`${broken.url}/v1/t`, { method: 'POST', body })).status).toBe(503);
    const { url, refuse } = await start();
    refuse();
    const answer = await fetch(`${url}/v1/t`, { method: 'POST', body, headers: { origin: 'https://shop.example' } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it('knows nothing else', async () => {
    const { url } = await start();
    for (const path of ['/', '/v1', '/v1/unknown', '/v2/track', '/v1/track/more']) {
      expect([path, (await fetch(`${url}${path}`, { method: 'POST', body })).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${url}/v1/track`)).status).toBe(404);
  });

  it('lets a client that asks whether it may send go on, as curl does with large bodies', async () => {
    const { port, seen } = await start();
    const head = 'POST /v1/t HTTP/1.1\nHost: x\nConnection: close\nExpect: 100-continue';
    const answer = await rawHttp(port, `${head}\nContent-Length: ${body.length}\n\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect(seen).toHaveLength(1);
  });

  it('answers an address that is none like every other, and does not repeat it', async () => {
    const { port } = await start();
    for (const path of ['/v1/%zz<b>', `/v1/projects/${'k'.repeat(5000)}/settings`]) {
      const origin = 'Origin: https://shop.example';
      const answer = await rawHttp(port, `GET ${path} HTTP/1.1\nHost: x\nConnection: close\n${origin}\n\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toContain('x-content-type-options: nosniff');
      expect(answer).toContain('access-control-allow-origin: https://shop.example');
      expect(answer).not.toMatch(/%zz|kkk/);
    }
  });

  it('keeps connections for longer than proxies do', async () => {
    const { server } = await start();
    expect(server.server.keepAliveTimeout).toBeGreaterThan(600_000);
  });
});

describe('a page of a browser', () => {
  const origin = 'https://shop.example';

  it('may ask beforehand, on every path, with every header and without a key', async () => {
    const { url, seen } = await start();
    const answer = await fetch(`${url}/v1/b`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-retry-count',
      },
    });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,x-retry-count',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-max-age': '7200',
      vary: 'Origin',
    });
    expect(seen).toEqual([]);
  });

  it.each([200, 401, 413, 429, 503] as const)('sees an answer of %i', async (status) => {
    const { url } = await start({ status, message: 'so it is', retryAfterSeconds: 1 });
    const answer = await fetch(`${url}/v1/t`, { method: 'POST', body, headers: { origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  it('sees the answers that the server gives by itself', async () => {
    const { url } = await start();
    const large = await fetch(`${url}/v1/t`, { method: 'POST', body: 'x'.repeat(5_000_000), headers: { origin } });
    const unknown = await fetch(`${url}/nowhere`, { headers: { origin } });
    for (const answer of [large, unknown]) expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('is told from a server by its Origin', async () => {
    const { url, seen } = await start();
    await fetch(`${url}/v1/t`, { method: 'POST', body, headers: { origin, 'x-forwarded-for': '203.0.113.7' } });
    await fetch(`${url}/v1/t`, { method: 'POST', body });
    expect(seen.map(({ fromPage, ip }) => [fromPage, ip])).toEqual([
      [true, '203.0.113.7'],
      [false, '127.0.0.1'],
    ]);
  });
});
