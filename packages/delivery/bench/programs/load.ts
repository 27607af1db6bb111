// Posts calls for a while, or so many, and prints what came of it: address, connections, calls a request, milliseconds or
// "calls N", number of the first call, calls a second at most (0: as many as it takes).
import { Body } from '../calls.ts';
import { Connection } from '../connection.ts';

const [address, connections, size, extent, first, rate] = process.argv.slice(2) as string[];
const [, many] = /^calls (\d+)$/.exec(extent!) ?? [];
const until = many === undefined ? performance.now() + Number(extent) : Number.POSITIVE_INFINITY;
const most = many === undefined ? Number.POSITIVE_INFINITY : Number(many);
const perSecond = Number(rate);
const batch = Number(size);
const path = batch === 1 ? '/v1/track' : '/v1/batch';
const headers = { authorization: `Basic ${btoa('bench:')}`, 'content-type': 'application/json' };
const started = performance.now();
const latencies: number[] = [];
let next = Number(first);
let taken = 0;
let begun = 0;
let failed = 0;

async function run(from: number): Promise<void> {
  const connection = new Connection(new URL(address!), path, headers);
  const bodies = Array.from({ length: batch === 1 ? 500 : 20 }, (_, at) => new Body(from + at * batch, batch));
  for (let turn = 0; performance.now() < until && begun < most; turn++) {
    begun += batch;
    const body = bodies[turn % bodies.length]!;
    next = body.number(next);
    const start = performance.now();
    const status = await connection.post(body.bytes);
    latencies.push(performance.now() - start);
    if (status === 200) taken += batch;
    else failed++;
    const ahead = perSecond === 0 ? 0 : (begun / perSecond) * 1000 - (performance.now() - started);
    if (ahead > 1) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  connection.close();
}

await Promise.all(Array.from({ length: Number(connections) }, (_, at) => run(at * 5000)));
const seconds = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!;
console.log(JSON.stringify({ taken, failed, perSecond: taken / seconds, median: at(0.5), p99: at(0.99), next }));
