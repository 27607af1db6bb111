import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { httpSender } from '../src/index.ts';
import { wordFor } from '../src/send/http.ts';

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server | ReturnType<typeof createSocketServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/track`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));

/** A server that writes these bytes, then does as told. */
const serveBytes = (text: string, then: 'end' | 'reset' | 'wait') =>
  listen(
    createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write(text, () => {
          if (then === 'end') socket.end();
          if (then === 'reset') socket.resetAndDestroy();
          if (then === 'wait') closing.push(() => socket.destroy());
        });
        if (text === '' && then === 'reset') socket.resetAndDestroy();
      });
    }),
  );

function post(url: string, timeoutMs = 2000) {
  const { send, close } = httpSender({ timeoutMs });
  closing.push(close);
  return send({ method: 'POST', url, headers: { 'content-type': 'application/json', 'x-id': 'b1' }, body: '{"a":1}' });
}

describe('sending over HTTP', () => {
  test('carries method, headers and body, and brings the answer back', async () => {
    let seen = '';
    const url = await serve(async (request, response) => {
      seen = `${request.method} ${request.url} ${request.headers['x-id']} `;
      for await (const chunk of request) seen += chunk;
      response.writeHead(429, { 'Retry-After': '7' }).end('later');
    });
    expect(await post(url)).toMatchObject({ status: 429, headers: { 'retry-after': '7' }, body: 'later' });
    expect(seen).toBe('POST /v2/track b1 {"a":1}');
  });

  test('does not follow redirects', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await post(url)).toMatchObject({ status: 302 });
  });

  test('keeps the first part of a long answer', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(1_000_000)));
    expect((await post(url)).body).toHaveLength(64 * 1024);
  });

  test('an answer that takes too long is none', async () => {
    const url = await serve(() => {});
    expect(await post(url, 100)).toEqual({ error: 'timeout' });
  });

  test('an answer whose body takes too long is none', async () => {
    const url = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'wait');
    expect(await post(url, 100)).toEqual({ error: 'timeout' });
  });

  test('half an answer is none', async () => {
    const url = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'end');
    expect(await post(url)).toEqual({ error: 'reset' });
  });

  test('a connection that is reset brings no answer', async () => {
    const url = await serveBytes('', 'reset');
    expect(await post(url)).toEqual({ error: 'reset' });
  });

  test('garbage is no answer', async () => {
    const url = await serveBytes('I am no web server\r\n\r\n', 'end');
    const answer = await post(url);
    expect(answer.status).toBeUndefined();
    expect(answer.error).toMatch(/./);
  });

  test('where nobody listens there is no answer', async () => {
    const url = await serve((_request, response) => response.end());
    for (const close of closing.splice(0)) await close();
    expect(await post(url)).toEqual({ error: 'refused' });
  });

  test.each(['nowhere', 'ftp://127.0.0.1/'])('%s leads nowhere', async (url) => {
    expect(await post(url)).toEqual({ error: 'unresolved' });
  });

  test('a name that does not exist is told from a name server that does not answer', () => {
    expect(wordFor({ code: 'ENOTFOUND' })).toBe('unresolved');
    expect(wordFor({ code: 'EAI_AGAIN' })).toBe('EAI_AGAIN');
  });
});
