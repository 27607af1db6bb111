import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../src/api/paths.ts';
import { parseCommandLine } from '../src/command-line.ts';
import { type Started, startedConnect } from './started-connect.ts';

const publicKey = `pub-${'a'.repeat(32)}`;
const shop = 'https://shop.example';
let connect: Started;

beforeAll(async () => {
  connect = await startedConnect({ publicKey, origins: [shop] });
});
afterAll(() => connect.close());

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(connect.address + path, {
    method: 'POST',
    headers: { 'x-outbound-key': publicKey, origin: shop, ...headers },
    body: JSON.stringify(body),
  });
const user = { user_id: 'u1' };
const event = { user_id: 'u1', event: 'Viewed' };

test('a page of an allowed origin sends identify and track calls, single and in batches', async () => {
  const sent = [
    ['/v2/identify', user],
    ['/v2/identify/batch', [user]],
    ['/v2/track', event],
    ['/v2/track/batch', [event]],
  ] as const;
  for (const [path, body] of sent) {
    const answer = await send(path, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
  }
  expect((await connect.calls()).map(({ body }) => body)).toEqual([user, user, event, event]);
});

test('private and public key share the GUIDs of their environment', async () => {
  const before = (await connect.calls()).length;
  expect((await send('/v2/track', event, { 'x-outbound-guid': 'g-1' })).status).toBe(200);
  expect((await connect.post('/v2/track', event, { 'x-outbound-guid': 'g-1' })).status).toBe(200);
  expect(await connect.calls()).toHaveLength(before + 1);
});

test('a browser is told which headers it may send, before it has a key to show', async () => {
  const answer = await fetch(`${connect.address}/v2/track/batch`, { method: 'OPTIONS', headers: { origin: shop } });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': shop,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'Content-Type, X-Outbound-Key, X-Outbound-GUID, X-Outbound-Client',
    'access-control-expose-headers': 'Retry-After',
    vary: 'Origin',
  });
});

test('a page from elsewhere is refused, and its browser told nothing', async () => {
  for (const origin of ['https://evil.example', 'http://shop.example', 'null']) {
    const preflight = await fetch(`${connect.address}/v2/track`, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const answer = await send('/v2/track', event, { origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a public key without a page is refused', async () => {
  const answer = await connect.post('/v2/track', event, { 'x-outbound-key': publicKey });
  expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('Origin is missing') });
});

test('a page may read why its call was refused', async () => {
  const wrong = await send('/v2/track', { user_id: 'u1' });
  expect(wrong.status).toBe(400);
  expect(wrong.headers.get('access-control-allow-origin')).toBe(shop);
  const stranger = await send('/v2/track', event, { 'x-outbound-key': `pub-${'b'.repeat(32)}` });
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get('access-control-allow-origin')).toBe(shop);
});

test('a public key can do nothing else', async () => {
  const others = paths.filter(({ url }) => !/^\/v2\/(identify|track)(\/batch)?$/.test(url));
  expect(others.length).toBeGreaterThan(10);
  for (const { url } of others) expect((await send(url, { user_id: 'u1', token: 't' })).status, url).toBe(403);
  const config = await fetch(`${connect.address}/i/config/sdk/ios/1.0`, {
    headers: { 'x-outbound-key': publicKey, origin: shop },
  });
  expect(config.status).toBe(403);
  for (const path of ['/api/calls', '/api/people/u1', '/api/events']) {
    const answer = await fetch(connect.address + path, { headers: { authorization: `Bearer ${publicKey}` } });
    expect(answer.status, path).toBe(401);
  }
});

test('key and origins are kept with the environment, until others are given', async () => {
  const data = mkdtempSync(join(tmpdir(), 'connect-'));
  const take = async (options: { origins?: string[] }, origin: string) => {
    const restarted = await startedConnect({ data, ...options });
    const answer = await restarted.post('/v2/track', event, { 'x-outbound-key': publicKey, origin });
    await restarted.close();
    return answer.status;
  };
  await (await startedConnect({ data, publicKey, origins: [shop] })).close();
  expect(await take({}, shop)).toBe(200);
  expect(await take({ origins: ['https://other.example'] }, shop)).toBe(403);
  expect(await take({}, 'https://other.example')).toBe(200);
  const foreign = startedConnect({ data, key: 'd'.repeat(32), environment: 'Production', publicKey });
  await expect(foreign).rejects.toThrow('belongs to the environment Development');
  rmSync(data, { recursive: true });
});

test('a key or an origin that is none is told at the start', () => {
  const given = (...more: string[]) => parseCommandLine(['--key', '0'.repeat(32), ...more]);
  expect(given('--public-key', publicKey, '--origin', shop, '--origin', 'http://localhost:5173')).toMatchObject({
    publicKey,
    origins: [shop, 'http://localhost:5173'],
  });
  expect(() => given('--public-key', 'a'.repeat(32))).toThrow('--public-key must be pub-');
  for (const origin of ['shop.example', `${shop}/`, `${shop}/cart`, '*']) {
    expect(() => given('--origin', origin), origin).toThrow('--origin must be what browsers send');
  }
});
