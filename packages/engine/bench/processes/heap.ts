/*
 * Counts the bytes that an event takes from the heap until its outcome is forgotten. The young generation is made so large
 * that nothing is collected meanwhile. Prints bytes by subject as JSON.
 */
import { mapByHand } from '../connect/by-hand/map.ts';
import { mixed } from '../connect/events.ts';
import * as crosswalk from '../contenders/crosswalk.ts';
import * as handWritten from '../contenders/hand-written.ts';
import * as handWrittenOutcome from '../contenders/hand-written-outcome.ts';
import { identifies, tracks } from '../events.ts';
import { median, sink } from '../measure.ts';
import { connectFolder, loadMapping } from '../read-mapping.ts';

const contenders = [handWritten.contender, handWrittenOutcome.contender, ...crosswalk.contenders];
const connect = loadMapping(connectFolder);
const context = { settings: connect.settings({}).settings, now: 0 };

const bytes: [group: string, name: string, bytes: number][] = [
  ...contenders.map(({ name, identify }) => ['identify', name, bytesOf(identify, identifies)] as const),
  ...contenders.map(({ name, track }) => ['track', name, bytesOf(track, tracks)] as const),
  ['connect', 'hand-written', bytesOf((event) => mapByHand(event, context), mixed)] as const,
  ['connect', 'crosswalk, mappings/connect', bytesOf((event) => connect.map(event, context), mixed)] as const,
].map(([group, name, count]) => [group, name, count]);
process.stdout.write(JSON.stringify(bytes));

function bytesOf<E>(run: (event: E) => unknown, events: readonly E[]): number {
  const turn = () => {
    for (const event of events) sink.last = run(event);
  };
  // Until the compiler has settled on how it makes objects.
  for (let n = 0; n < 500; n++) turn();
  const turns = 100;
  const samples = Array.from({ length: 9 }, () => {
    gc!();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < turns; n++) turn();
    return (process.memoryUsage().heapUsed - before) / (turns * events.length);
  });
  return median(samples);
}
