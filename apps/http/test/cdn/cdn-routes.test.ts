import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBundles, withKey } from '../../src/cdn/scripts.ts';
import { configText, startServer, type TestServer } from '../whole/server.ts';

/** A key that would end a text of JavaScript, and the script around it. */
const oddKey = `"</script>\\'`;

let server: TestServer;
beforeAll(async () => {
  const more = `  - name: closed
    writeKeys: [closed-key]
    retiredKeys: [old-key]
    enabled: false
    destinations: []
  - name: odd
    writeKeys: [${JSON.stringify(oddKey)}]
    destinations: []
`;
  server = await startServer(configText('http://127.0.0.1:9', ['website-key'], more));
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.address + path, { headers });

it.each([
  '/v1/projects/website-key/settings',
  '/projects/website-key/settings',
  '/v1/projects/projects/website-key/settings',
  '/projects/projects/website-key/settings',
  '/v1/website-key/settings',
  '/projects?writeKey=website-key',
])('%s are the settings of the source, with the address by which we were reached', async (path) => {
  const answer = await get(path, { origin: 'https://shop.example' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  const { integrations } = (await answer.json()) as { integrations: Record<string, object> };
  const host = new URL(server.address).host;
  expect(integrations).toMatchObject({
    'Segment.io': { apiKey: 'website-key', apiHost: `${host}/v1`, protocol: 'http' },
  });
  expect(Object.keys(integrations)).toEqual(['Segment.io', 'Connect']);
});

it('settings behind a proxy tell its address and its https', async () => {
  const headers = { 'x-forwarded-host': 'calls.example', 'x-forwarded-proto': 'https' };
  expect(await (await get('/v1/projects/website-key/settings', headers)).json()).toMatchObject({
    integrations: { 'Segment.io': { apiHost: 'calls.example/v1', protocol: 'https' } },
  });
  expect((await get('/v1/projects/website-key/settings', { 'x-forwarded-host': 'a"<b' })).status).toBe(404);
  const odd = await get('/v1/projects/website-key/settings', { ...headers, 'x-forwarded-proto': 'gopher' });
  expect(await odd.json()).toMatchObject({ integrations: { 'Segment.io': { protocol: 'http' } } });
});

it.each(['closed-key', 'old-key'])('the settings for %s answer, and name no destination', async (key) => {
  const { integrations } = (await (await get(`/v1/projects/${key}/settings`)).json()) as { integrations: object };
  expect(Object.keys(integrations)).toEqual(['Segment.io']);
});

it('a key of nobody has no settings and no script, and nobody keeps that answer', async () => {
  for (const path of ['/v1/projects/nobody/settings', '/analytics.js/v1/nobody/analytics.min.js', '/projects']) {
    const answer = await get(path);
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
  }
});

it('settings are asked for every time, and not sent again when nothing changed', async () => {
  const first = await get('/v1/projects/website-key/settings');
  const etag = first.headers.get('etag')!;
  expect(first.headers.get('cache-control')).toBe('no-cache');
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get('/v1/projects/website-key/settings', { 'if-none-match': known });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect((await get('/v1/projects/website-key/settings', { 'if-none-match': '"other"' })).status).toBe(200);
});

it.each(['gzip', 'identity', 'gzip;q=0'])('analytics.min.js holds the key of its source (%s)', async (encoding) => {
  const answer = await get('/analytics.js/v1/website-key/analytics.min.js', { 'accept-encoding': encoding });
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
  expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  expect(answer.headers.get('etag')).toMatch(/^"/);
  const script = await answer.text();
  expect(script).toContain('window.analyticsWriteKey="website-key"');
  expect(script).not.toContain('__WRITE_KEY__');
});

it('what stands before analytics.js can be read by the old browsers that can read analytics.js', async () => {
  const text = readFileSync(new URL('../../assets/leaving.js', import.meta.url), 'utf8');
  const [old, today] = await Promise.all(['es5', 'esnext'].map((target) => transform(text, { target })));
  expect(old!.code).toBe(today!.code);
  const script = await (await get('/analytics.js/v1/website-key/analytics.min.js')).text();
  expect(script.startsWith(text)).toBe(true);
});

it('a key with quotes in it stays a text of the script', async () => {
  const script = await (await get(`/analytics.js/v1/${encodeURIComponent(oddKey)}/analytics.min.js`)).text();
  const literal = /window\.analyticsWriteKey=("(?:[^"\\]|\\.)*")\}/.exec(script)![1]!;
  expect(JSON.parse(literal)).toBe(oddKey);
  expect(literal).not.toContain('<');
  expect(withKey('"__WRITE_KEY__"', '$&\u2028')).toBe('"$&\\u2028"');
});

it('what the script loads later is kept for ever, as its name has a hash', async () => {
  const names = [...readBundles().keys()];
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const answer = await get(`/analytics-next/bundles/${name}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await answer.text()).length).toBeGreaterThan(100);
    const again = await get(`/analytics-next/bundles/${name}`, { 'if-none-match': answer.headers.get('etag')! });
    expect(again.status).toBe(304);
  }
});

it('nothing else of the package can be asked for', async () => {
  for (const name of [
    'index.js',
    'standalone.js',
    '..%2f..%2f..%2fpackage.json',
    '__proto__',
    'constructor',
    'x.js.map',
  ]) {
    expect([name, (await get(`/analytics-next/bundles/${name}`)).status]).toEqual([name, 404]);
  }
});
