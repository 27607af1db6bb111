// Posts calls for a while, or so many, and prints what came of it: address, connections, calls a request, milliseconds or
// "calls N" (or "same N": not cheap copies with other numbers, but just those of the file), number of the first call, calls a second at most (0: as many as it takes), a file for the times of the 200s.
import { writeFileSync } from 'node:fs';
import { Body } from '../calls.ts';
import { Connection } from '../connection.ts';
import { monotonicMs } from '../monotonic.ts';

const [address, connections, size, extent, first, rate, file] = process.argv.slice(2) as string[];
const [, which, many] = /^(calls|same) (\d+)$/.exec(extent!) ?? [];
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
/** By the number of a call: when it was acknowledged, in milliseconds of the machine's monotonic clock. */
const times: number[] = [];

async function run(from: number): Promise<void> {
  const connection = new Connection(new URL(address!), path, headers);
  const bodies = Array.from({ length: batch === 1 ? 500 : 20 }, (_, at) => new Body(from + at * batch, batch));
  for (let turn = 0; performance.now() < until && begun < most; turn++) {
    begun += batch;
    const body = which === 'same' ? new Body(next, batch) : bodies[turn % bodies.length]!;
    const own = next;
    next = body.number(own);
    const start = performance.now();
    const status = await connection.post(body.bytes);
    latencies.push(performance.now() - start);
    if (file) for (let number = own; number < own + batch; number++) times[number] = monotonicMs();
    if (status === 200) taken += batch;
    else failed++;
    const ahead = perSecond === 0 ? 0 : (begun / perSecond) * 1000 - (performance.now() - started);
    if (ahead > 1) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  connection.close();
}

await Promise.all(Array.from({ length: Number(connections) }, (_, at) => run(at * 5000)));
const seconds = (performance.now() - started) / 1000;
if (file) writeFileSync(file, new Uint8Array(Float64Array.from(times).buffer));
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!;
console.log(JSON.stringify({ taken, failed, perSecond: taken / seconds, median: at(0.5), p99: at(0.99), next }));
