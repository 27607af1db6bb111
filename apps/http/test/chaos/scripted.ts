import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a destination may do with a request instead of taking it. */
export type Misdeed =
  | '408'
  | '425'
  | '429'
  | '429 after 50 ms'
  | '429 after nonsense'
  | '503 after a date'
  | '500'
  | '502'
  | '503'
  | '504'
  | 'time-out'
  | 'reset'
  | 'taken, then reset'
  | 'half an answer'
  | 'taken, then half an answer'
  | 'garbage'
  | 'slow bytes'
  | '301'
  | '302'
  | '307'
  | '401'
  | '403'
  | '404'
  | '405';

/** How a call's requests are answered: these, one after the other, and then taken or refused for good. */
export interface Script {
  readonly first: readonly Misdeed[];
  readonly end: 'taken' | 'taken, 201' | 'taken, 204' | 'taken, garbage in the body' | '400' | '413' | '422';
}

/** Whether such a call is taken in the end. */
export const isTaken = ({ end }: Script) => end.startsWith('taken');

interface Body {
  readonly user_id: string;
  readonly properties: { readonly n: number };
}

export type Scripted = Awaited<ReturnType<typeof startScripted>>;

/**
 * A Connect that misbehaves by script, call by call. A batch is answered with the next misdeed of the first of its calls
 * that has one left, then with the refusal of any that is refused, then taken. A copy of what it took does nothing.
 */
export async function startScripted(scriptOf: (userId: string, n: number) => Script) {
  const left = new Map<string, Misdeed[]>();
  const taken: { readonly userId: string; readonly n: number }[] = [];
  const ids = new Set<string>();
  const asked = new Map<string, number>();
  let followed = 0;

  const take = (id: string, bodies: readonly Body[]) => {
    if (ids.has(id)) return;
    ids.add(id);
    for (const { user_id: userId, properties } of bodies) taken.push({ userId, n: properties.n });
  };
  const server = createServer(async (request, response) => {
    if (request.url!.startsWith('/elsewhere')) followed++;
    const bodies = [JSON.parse(await text(request)) as Body | Body[]].flat();
    const id = request.headers['x-outbound-guid'] as string;
    const calls = bodies.map(({ user_id: userId, properties: { n } }) => {
      const key = `${userId} ${n}`;
      const script = scriptOf(userId, n);
      if (!left.has(key)) left.set(key, [...script.first]);
      asked.set(key, (asked.get(key) ?? 0) + 1);
      return { misdeeds: left.get(key)!, script };
    });
    const misdeed = calls.find(({ misdeeds }) => misdeeds.length > 0)?.misdeeds.shift();
    const refusal = calls.find(({ script }) => !isTaken(script))?.script.end;
    // A batch is taken as a whole or not at all.
    if (misdeed) return misbehave(misdeed, response, () => refusal === undefined && take(id, bodies));
    if (refusal !== undefined) return void response.writeHead(Number(refusal)).end();
    take(id, bodies);
    thank(calls[0]!.script.end, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What took effect, in order of effect. */
    taken,
    /** How often a call was sent. */
    timesAsked: (userId: string, n: number) => asked.get(`${userId} ${n}`) ?? 0,
    /** How often a redirect was followed. */
    timesFollowed: () => followed,
    close: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** Any 2xx means taken, whatever its body says. */
function thank(end: Script['end'], response: ServerResponse): void {
  if (end === 'taken, 201') response.writeHead(201).end('{}');
  else if (end === 'taken, 204') response.writeHead(204).end();
  else if (end === 'taken, garbage in the body') response.writeHead(200).end('<html>\u0000{"error":');
  else response.writeHead(200).end();
}

function misbehave(misdeed: Misdeed, response: ServerResponse, take: () => unknown): void {
  const socket = response.socket!;
  switch (misdeed) {
    case 'time-out':
      return;
    case 'taken, then reset':
      take();
      socket.resetAndDestroy();
      return;
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'taken, then half an answer':
      take();
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"half":');
      return;
    case 'half an answer':
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"half":');
      return;
    case 'garbage':
      socket.end('\u0000\u0001 this is no HTTP \r\n\r\n');
      return;
    case 'slow bytes':
      dribble(response);
      return;
    case '429 after 50 ms':
      response.writeHead(429, { 'retry-after': '0.05' }).end();
      return;
    case '429 after nonsense':
      response.writeHead(429, { 'retry-after': 'soon' }).end();
      return;
    case '503 after a date':
      response.writeHead(503, { 'retry-after': new Date().toUTCString() }).end();
      return;
    case '301':
    case '302':
    case '307':
      response.writeHead(Number(misdeed), { location: '/elsewhere' }).end();
      return;
    default:
      response.writeHead(Number(misdeed)).end('{"error":');
  }
}

/** Whole headers, and then a byte now and then, for longer than anybody waits. */
function dribble(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}
