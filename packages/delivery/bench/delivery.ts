import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCalls } from './call-file.ts';
import { newFolder, startServer } from './crosswalk.ts';
import { start } from './program.ts';
import { type Sink, startSink } from './sink.ts';

export interface DeliveryRun {
  /** Calls a second, from the first request that the sink gets to its last answer. */
  readonly bare: number;
  readonly ours: number;
  /** The most resident memory of ours, in MB. */
  readonly memory: number;
}

export interface DeliveryOptions {
  /** Milliseconds that the sink takes for an answer. */
  readonly delay: number;
  readonly rounds: number;
  readonly calls: number;
}

/** Requests under way at a time, for both. */
const slots = 16;

/** Delivering the same calls to the same sink, in turns: from a file by a bare program, and from the store by the server. */
export async function deliveryRuns({ delay, rounds, calls }: DeliveryOptions): Promise<DeliveryRun[]> {
  const { folder, remove } = newFolder();
  const server = await startServer(folder, 'http://127.0.0.1:9');
  await start('load', [server.address, 2, 100, `same ${calls}`, 0, 0]).ended();
  await server.stop();
  const file = writeCalls(folder, calls);
  const runs: DeliveryRun[] = [];
  for (let round = 0; round < rounds; round++) {
    const sink = await startSink(delay);
    await start('bare-deliverer', [file, sink.address, slots]).ended();
    const bare = await speedAt(sink, calls);
    const own = join(folder, `round ${round}`);
    mkdirSync(own);
    cpSync(join(folder, 'data'), join(own, 'data'), { recursive: true });
    const ours = await startServer(own, sink.address);
    await ours.settled();
    runs.push({ bare, ours: await speedAt(sink, calls), memory: ours.memory().most });
    await ours.stop();
    await sink.stop();
  }
  remove();
  return runs;
}

async function speedAt(sink: Sink, expected: number): Promise<number> {
  const { calls, firstAt, lastAt } = await sink.takeCounts();
  if (calls !== expected) throw new Error(`${calls} calls arrived, and not ${expected}`);
  return (calls / (lastAt - firstAt)) * 1000;
}
