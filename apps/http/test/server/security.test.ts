import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { taken } from '../../src/ingest/answer.ts';
import { Keyring } from '../../src/ingest/keyring.ts';
import { takeIn } from '../../src/ingest/take-in.ts';
import { type PublicOptions, publicServer } from '../../src/server/public-server.ts';
import { sourceOf } from '../sources.ts';
import { makeCertificate } from '../whole/certificate.ts';
import { rawHttp } from './raw-http.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(more: Partial<PublicOptions> = {}) {
  const { server } = publicServer({ logger: false, takeIn: async () => taken, ...more });
  stops.push(() => server.close());
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

describe('a hostile client', () => {
  it('gets headers that let nobody take an answer for a page', async () => {
    const { url } = await start();
    for (const [path, method] of [
      ['/v1/t', 'POST'],
      ['/v1/pixel/track', 'GET'],
      ['/nowhere', 'GET'],
      ['/v1/t', 'OPTIONS'],
    ] as const) {
      const { headers } = await fetch(url + path, { method });
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    }
  });

  it('whose request cannot be read gets the same headers, and the connection ends', async () => {
    const { port } = await start();
    for (const [status, request] of [
      [400, 'nonsense\n\n'],
      [400, 'POST /v1/t HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\n'],
      [431, `GET / HTTP/1.1\nHost: x\nX-Much: ${'x'.repeat(20_000)}\n\n`],
      [417, 'GET / HTTP/1.1\nHost: x\nConnection: close\nExpect: miracles\n\n'],
    ] as const) {
      const answer = await rawHttp(port, request);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toContain('x-content-type-options: nosniff\r\n');
      expect(answer).toContain("content-security-policy: default-src 'none'");
      expect(answer.toLowerCase()).toContain('connection: close\r\n');
    }
  });

  it('that sends its headers or its body drop by drop is dropped', async () => {
    const { port, url } = await start({ patience: { headers: 100, request: 200, look: 50 } });
    for (const begin of [
      'POST /v1/t HTTP/1.1\r\nHost: x\r\n',
      'POST /v1/t HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(begin);
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        socket.on('data', (data) => {
          text += data;
        });
        socket.on('close', () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    }
    expect((await fetch(`${url}/v1/t`, { method: 'POST', body: '{}' })).status).toBe(200);
  });

  it('with headers of more than 16 KB is refused', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/t`, { method: 'POST', headers: { 'x-much': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
  });

  it('that packs a gigabyte into a megabyte is stopped at 4 MB', async () => {
    const keyring = new Keyring([sourceOf('website')]);
    const log = { append: async () => ({ accepted: 0, duplicates: 0 }) };
    const { url } = await start({ takeIn: (sdk, note) => takeIn(sdk, keyring, log, note) });
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fetch(`${url}/v1/batch`, { method: 'POST', body: bomb })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(413));
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});

it('with a certificate it speaks HTTPS, and not what is older than TLS 1.2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-tls-'));
  stops.push(() => rmSync(folder, { recursive: true }));
  const { cert, key } = makeCertificate(folder);
  const { port } = await start({ tls: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } });
  const ask = (maxVersion: 'TLSv1.3' | 'TLSv1.1') =>
    new Promise<number | string>((resolve) => {
      const options = {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/t',
        rejectUnauthorized: false,
        agent: false,
      };
      request({ ...options, maxVersion, minVersion: 'TLSv1.1' as const }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      })
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code!))
        .end('{}');
    });
  expect(await ask('TLSv1.3')).toBe(200);
  expect(await ask('TLSv1.1')).not.toBe(200);
});
