import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may happen to a request on its way: refused, cut off before or after it was taken, answered late. */
export type Kind = '503' | '429' | 'reset' | 'cut' | 'slow';

export interface Trouble {
  readonly address: string;
  /** What happens to the next POSTs; those after them go through. */
  next(...kinds: readonly Kind[]): void;
  left(): number;
  close(): Promise<void>;
}

/** A bad network before a server. */
export async function openTrouble(target: string): Promise<Trouble> {
  const waiting: Kind[] = [];
  const server = createServer((incoming, outgoing) => {
    const kind = incoming.method === 'POST' ? waiting.shift() : undefined;
    if (kind === '503') refuse(incoming, outgoing, 503, {});
    else if (kind === '429') refuse(incoming, outgoing, 429, { 'retry-after': '1' });
    else if (kind === 'reset') incoming.resume().on('end', () => incoming.socket.destroy());
    else pass(incoming, outgoing, target, kind);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...kinds) => void waiting.push(...kinds),
    left: () => waiting.length,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** As our own refusals look: a page must be able to read them. */
function refuse(incoming: IncomingMessage, outgoing: ServerResponse, status: number, headers: object): void {
  const { origin } = incoming.headers;
  const cors = origin
    ? {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Retry-After',
      }
    : {};
  incoming.resume().on('end', () => outgoing.writeHead(status, { ...headers, ...cors }).end());
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string, kind: Kind | undefined): void {
  const { method, headers, url } = incoming;
  const onward = request(target + url, { method: method!, headers }, (answer) => {
    if (kind === 'cut') {
      answer.resume();
      incoming.socket.destroy();
      return;
    }
    setTimeout(() => answer.pipe(outgoing.writeHead(answer.statusCode!, answer.headers)), kind === 'slow' ? 1500 : 0);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
