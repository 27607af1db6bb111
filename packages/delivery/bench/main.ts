// Taking in and delivering, beside bare programs, in real processes on loopback. ROUNDS (3), SECONDS (60) and BACKLOG
// (1,000,000) make it shorter; --write puts the figures into docs/benchmarks-delivery.md.
import { deliveryRuns } from './delivery.ts';
import { backlog, endToEnd } from './end-to-end.ts';
import { ingestRuns } from './ingest.ts';
import { median, Report, show } from './report.ts';
import { checkSameBodies } from './same-bodies.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 60);
const waiting = Number(process.env.BACKLOG ?? 1_000_000);
const report = new Report();

await checkSameBodies(5000);

report.table('Taking in', ['calls a second', 'bare', 'Crosswalk', 'of bare', 'median ms', 'p99 ms']);
for (const { name, connections, size } of [
  { name: 'batches of 100, 2 clients', connections: 2, size: 100 },
  { name: 'single calls, 64 clients', connections: 64, size: 1 },
]) {
  const runs = await ingestRuns({ connections, size, rounds, milliseconds: 3000 });
  report.row([
    name,
    show(median(runs.map(({ bare }) => bare))),
    show(median(runs.map(({ ours }) => ours))),
    median(runs.map(({ bare, ours }) => ours / bare)).toFixed(2),
    median(runs.map((run) => run.median)).toFixed(1),
    median(runs.map((run) => run.p99)).toFixed(1),
  ]);
}

report.table('Delivering', ['calls a second', 'bare', 'Crosswalk', 'of bare', 'memory MB']);
for (const delay of [0, 50]) {
  const runs = await deliveryRuns({ delay, rounds, calls: delay === 0 ? 300_000 : 100_000 });
  report.row([
    `a sink that takes ${delay} ms`,
    show(median(runs.map(({ bare }) => bare))),
    show(median(runs.map(({ ours }) => ours))),
    median(runs.map(({ bare, ours }) => ours / bare)).toFixed(2),
    show(Math.max(...runs.map(({ memory }) => memory))),
  ]);
}

const columns = ['in/s', 'out/s', 'left at the end', 'median ms', 'p99 ms', 'memory MB'];
report.table('Both at once, load and sink on the same machine', ['calls', ...columns]);
const row = async (name: string, time: number, perSecond: number) => {
  const run = await endToEnd(time, perSecond);
  const ms = [run.median, run.p99].map((value) => value.toFixed(0));
  report.row([name, show(run.in), show(run.out), show(run.left), ...ms, show(run.memory)]);
  return run;
};
const full = await row(`as fast as it goes, ${seconds} s`, seconds, 0);
await row(`25,000 a second, ${seconds} s`, seconds, 25_000);
const half = Math.ceil(seconds / 2);
await row(`half of the first, ${half} s`, half, Math.floor(full.out / 2));

report.table('A backlog', ['calls', 'in/s', 'out/s', 'memory MB in', 'memory MB out']);
const late = await backlog(waiting);
report.row([show(waiting), ...[late.in, late.out, late.memoryIn, late.memoryOut].map(show)]);

if (process.argv.includes('--write')) {
  const page = new URL('../../../docs/benchmarks-delivery.md', import.meta.url);
  report.write(page, `medians of ${rounds} rounds`);
}
