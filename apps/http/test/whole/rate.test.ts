import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiKey, configText, startServer, type TestServer } from './server.ts';
import { type Sink, startSink } from './sink.ts';

let sink: Sink;
let server: TestServer;
beforeAll(async () => {
  sink = await startSink();
  const more = `  - name: app
    writeKeys: [app-key]
    callsPerSecond: 1
    destinations: [{ settings: { apiKey: ${apiKey}, endpoint: "${sink.address}" } }]
`;
  server = await startServer(configText(sink.address, ['website-key'], more));
});
afterAll(async () => {
  await server.stop();
  await sink.close();
});

it('a source that sends too fast is told when to come again, so that a page sees it, and no other source is', async () => {
  const batch = (writeKey: string, size: number) => {
    const calls = Array.from({ length: size }, () => ({ type: 'track', userId: 'u1', event: 'Opened' }));
    const body = JSON.stringify({ writeKey, batch: calls });
    const headers = { origin: 'https://shop.example' };
    return fetch(`${server.address}/v1/b`, { method: 'POST', body, headers });
  };
  expect((await batch('app-key', 200)).status).toBe(200);
  const refused = await batch('app-key', 1);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('access-control-expose-headers')).toBe('Retry-After');
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect((await batch('website-key', 1)).status).toBe(200);
  await server.settled();
  expect(await server.counts()).toMatchObject({ accepted: 201, delivered: 201 });
});
