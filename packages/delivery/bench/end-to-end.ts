import { newFolder, startServer } from './crosswalk.ts';
import { start } from './program.ts';
import { startSink } from './sink.ts';
import { show } from './table.ts';

/** Load into the server and out of it into a sink, for so many seconds; `perSecond` 0: as fast as it goes. */
export async function endToEnd(seconds: number, perSecond: number): Promise<{ out: number; cells: string[] }> {
  const { folder, remove } = newFolder();
  const sink = await startSink(0);
  const server = await startServer(folder, sink.address);
  const load = start('load', [server.address, 2, 100, seconds * 1000, 0, perSecond]);
  const loaded = JSON.parse(await load.ended()) as { perSecond: number };
  const { waiting, inFlight } = await server.counts();
  const { calls } = await sink.takeCounts();
  const out = calls / seconds;
  const latency = latencyIn(await server.metrics());
  const { most } = server.memory();
  await server.stop();
  await sink.stop();
  remove();
  const cells = [loaded.perSecond, out, waiting + inFlight].map(show);
  return { out, cells: [...cells, latency(0.5), latency(0.99), show(most)] };
}

/** From acceptance to the destination's answer: the bound of the bucket in which a share of all calls lies, in seconds. */
function latencyIn(metrics: string): (share: number) => string {
  const buckets = [...metrics.matchAll(/^crosswalk_delivery_seconds_bucket\{[^}]*le="([^"]+)"[^}]*\} (\d+)/gm)];
  const all = Number(buckets.at(-1)?.[2] ?? 0);
  return (share) => `<= ${buckets.find(([, , count]) => Number(count) >= all * share)?.[1] ?? '?'}`;
}
