import { deliveryRuns } from './delivery.ts';
import { endToEnd } from './end-to-end.ts';
import { ingestRuns } from './ingest.ts';
import { median, row, show } from './table.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 60);

console.log(`Taking in and delivering, real processes on loopback, contenders in turns, median of ${rounds} rounds`);
console.log('"of bare": as a share of the speed of the bare program in the same round\n');

row(['calls a second', 'bare', 'Crosswalk', 'of bare', 'median ms', 'p99 ms']);
for (const { name, connections, size } of [
  { name: 'taking in, batches of 100, 2 clients', connections: 2, size: 100 },
  { name: 'taking in, single calls, 64 clients', connections: 64, size: 1 },
]) {
  const runs = await ingestRuns({ connections, size, rounds, milliseconds: 3000 });
  row([
    name,
    show(median(runs.map(({ bare }) => bare))),
    show(median(runs.map(({ ours }) => ours))),
    median(runs.map(({ bare, ours }) => ours / bare)).toFixed(2),
    median(runs.map((run) => run.median)).toFixed(1),
    median(runs.map((run) => run.p99)).toFixed(1),
  ]);
}

console.log('');
row(['calls a second', 'bare', 'Crosswalk', 'of bare', 'memory MB']);
for (const delay of [0, 50]) {
  const runs = await deliveryRuns({ delay, rounds, calls: delay === 0 ? 300_000 : 100_000 });
  row([
    `delivering, a sink that takes ${delay} ms`,
    show(median(runs.map(({ bare }) => bare))),
    show(median(runs.map(({ ours }) => ours))),
    median(runs.map(({ bare, ours }) => ours / bare)).toFixed(2),
    show(Math.max(...runs.map(({ memory }) => memory))),
  ]);
}

console.log(`\nBoth at once for ${seconds} s, load and sink on the same machine`);
row(['', 'in', 'out', 'backlog', 'median s', 'p99 s', 'memory MB']);
const full = await endToEnd(seconds, 0);
row(['as fast as it goes', ...full.cells]);
const half = await endToEnd(seconds, Math.floor(full.out / 2));
row(['half of that', ...half.cells]);
