import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the way to Connect does to a POST. */
export type Fault =
  | { readonly answer: number; readonly retryAfter?: string }
  /** Connect takes it, and the connection breaks before the answer. */
  | 'cut'
  /** The connection breaks at once. */
  | 'refuse'
  /** Told by the body. */
  | ((body: string) => Fault | undefined);

/** Stands between pages and Connect: lets all through, until it is told otherwise. */
export async function openGate(target: () => string) {
  const faults: Fault[] = [];
  const posts: { at: number; path: string; guid: string | undefined; bodies: number }[] = [];
  let broken: Fault | undefined;
  let delay = 0;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isPost = request.method === 'POST';
    const told = isPost ? (faults.shift() ?? broken) : undefined;
    const fault = typeof told === 'function' ? told(body.toString()) : told;
    if (isPost) {
      const parsed = JSON.parse(body.toString()) as unknown;
      posts.push({
        at: Date.now(),
        path: request.url!,
        guid: request.headers['x-outbound-guid'] as string | undefined,
        bodies: Array.isArray(parsed) ? parsed.length : 1,
      });
    }
    if (fault === 'refuse') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object') {
      response.writeHead(fault.answer, {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-expose-headers': 'Retry-After',
        ...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
      });
      response.end();
      return;
    }
    const { host, connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(target() + request.url, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(isPost && { body }),
    });
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    /** What happens to the next POSTs, one each. */
    next: (...coming: Fault[]) => void faults.push(...coming),
    /** What happens to all of them from now on; without a fault they pass. */
    all: (fault?: Fault) => {
      broken = fault;
    },
    /** How long answers take, in milliseconds. */
    slow: (ms: number) => {
      delay = ms;
    },
    reset() {
      faults.length = 0;
      posts.length = 0;
      broken = undefined;
      delay = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Gate = Awaited<ReturnType<typeof openGate>>;
