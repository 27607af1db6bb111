import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, startServer } from './crosswalk.ts';
import { start } from './program.ts';
import { startSink } from './sink.ts';

export interface EndToEndRun {
  /** Calls a second that were acknowledged, and that the sink answered while the load lasted. */
  readonly in: number;
  readonly out: number;
  /** Calls that waited or were under way when the load ended. */
  readonly left: number;
  /** Milliseconds from the client's 200 to the sink's. */
  readonly median: number;
  readonly p99: number;
  /** The most resident memory of the server, in MB. */
  readonly memory: number;
}

/** Load into the server and out of it into a sink, for so many seconds; `perSecond` 0: as fast as it goes. */
export async function endToEnd(seconds: number, perSecond: number): Promise<EndToEndRun> {
  const { folder, remove } = newFolder();
  const sink = await startSink(0, 'times');
  const server = await startServer(folder, sink.address);
  const file = join(folder, 'times');
  const load = start('load', [server.address, 2, 100, seconds * 1000, 0, perSecond, file]);
  const loaded = JSON.parse(await load.ended()) as { perSecond: number; taken: number; failed: number };
  if (loaded.failed > 0) throw new Error(`${loaded.failed} requests were not answered with 200`);
  const { waiting, inFlight } = await server.counts();
  await server.settled();
  const { calls } = await sink.takeCounts();
  if (calls !== loaded.taken) throw new Error(`${calls} calls arrived of ${loaded.taken}`);
  const { median, p99 } = waits(new Float64Array(readFileSync(file).buffer), await sink.times());
  const left = waiting + inFlight;
  const memory = server.memory().most;
  await server.stop();
  await sink.stop();
  remove();
  return { in: loaded.perSecond, out: (calls - left) / seconds, left, median, p99, memory };
}

function waits(acknowledged: Float64Array, arrived: Float64Array): { median: number; p99: number } {
  const waited = acknowledged.map((at, call) => arrived[call]! - at).sort();
  if (Number.isNaN(waited.at(-1))) throw new Error('a call did not arrive');
  return { median: waited[waited.length >> 1]!, p99: waited[Math.floor(waited.length * 0.99)]! };
}

export interface BacklogRun {
  readonly in: number;
  readonly out: number;
  /** The most resident memory in MB: while they were taken in, and when they were delivered after a restart. */
  readonly memoryIn: number;
  readonly memoryOut: number;
}

/** So many calls wait because the sink is away; then it comes, and the server is started anew. */
export async function backlog(calls: number): Promise<BacklogRun> {
  const { folder, remove } = newFolder();
  const away = await startServer(folder, 'http://127.0.0.1:9');
  const told = await start('load', [away.address, 2, 100, `calls ${calls}`, 0, 0]).ended();
  const loaded = JSON.parse(told) as { perSecond: number; failed: number };
  if (loaded.failed > 0) throw new Error(`${loaded.failed} requests were not answered with 200`);
  const memoryIn = away.memory().most;
  await away.stop();
  const sink = await startSink(0);
  const server = await startServer(folder, sink.address);
  await server.settled();
  const arrived = await sink.takeCounts();
  if (arrived.calls !== calls) throw new Error(`${arrived.calls} calls arrived of ${calls}`);
  const memoryOut = server.memory().most;
  await server.stop();
  await sink.stop();
  remove();
  const out = (calls / (arrived.lastAt - arrived.firstAt)) * 1000;
  return { in: loaded.perSecond, out, memoryIn, memoryOut };
}
