// A Connect that takes everything, after so many milliseconds. With "all" it keeps the bodies, with "times" when calls came.
// GET /reset tells how many calls came and when, /bodies and /times what was kept.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { numbersIn } from '../calls.ts';
import { monotonicMs } from '../monotonic.ts';

const [delay = '0', keeps] = process.argv.slice(2);
let calls = 0;
let requests = 0;
let firstAt = 0;
let lastAt = 0;
const bodies: unknown[] = [];
/** By the number of a call: when it was answered. */
const times: number[] = [];

function told(path: string | undefined): string | Uint8Array {
  if (path === '/bodies') return JSON.stringify(bodies);
  if (path === '/times') return new Uint8Array(Float64Array.from(times).buffer);
  const counts = JSON.stringify({ calls, requests, firstAt, lastAt });
  calls = requests = firstAt = lastAt = 0;
  return counts;
}

function take(body: Buffer): void {
  lastAt = monotonicMs();
  requests++;
  const numbers = numbersIn(body);
  calls += numbers.length;
  if (keeps === 'times') for (const number of numbers) times[number] = lastAt;
  if (keeps === 'all') bodies.push(...[JSON.parse(body.toString('utf8')) as unknown].flat());
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => request.on('end', resolve));
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  if (request.method === 'GET') return void response.end(told(request.url));
  const body = await whole(request);
  firstAt ||= monotonicMs();
  if (Number(delay) > 0) await new Promise((resolve) => setTimeout(resolve, Number(delay)));
  take(body);
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
