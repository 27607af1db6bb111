import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contender.ts';
import * as crosswalk from './contenders/crosswalk.ts';
import { handWritten } from './contenders/hand-written.ts';
import { handWrittenOutcome } from './contenders/hand-written-outcome.ts';
import { richPaths, simplePaths } from './contenders/json-template-engine.ts';
import { reference } from './contenders/jsonata.ts';
import { mappingKit } from './contenders/mapping-kit.ts';
import { identifies, tracks } from './events.ts';
import { measure } from './measure.ts';

const rounds = Number(process.env.ROUNDS ?? 9);
const contenders = [
  handWritten,
  handWrittenOutcome,
  crosswalk.expression,
  crosswalk.map,
  simplePaths,
  richPaths,
  mappingKit,
  reference,
];

await checkEqual(identifies, (contender) => contender.identify);
await checkEqual(tracks, (contender) => contender.track);
const identify = await measure(contenders, identifies, (contender) => contender.identify, rounds);
const track = await measure(contenders, tracks, (contender) => contender.track, rounds);

console.log(
  `Mapping one event, side by side in one run: 64 identifies and 64 tracks, median of ${rounds} rounds, Node ${process.versions.node}`,
);
console.log('"by": as a multiple of the time of hand-written code\n');
const row = (cells: readonly string[]) =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(52) : cell.padStart(13))).join(''));
row(['', 'identify/s', 'by', 'track/s', 'by']);
contenders.forEach((contender, index) => {
  const cells = [identify, track].flatMap((figures) => {
    const own = figures[index]!.nanoseconds;
    return [Math.round(1e9 / own).toLocaleString('en'), (own / figures[0]!.nanoseconds).toFixed(2)];
  });
  row([contender.name, ...cells]);
});

/** Every contender must give the same bodies as the hand-written code, as JSON, before anything is measured. */
async function checkEqual<E>(
  events: readonly E[],
  pick: (contender: Contender) => (event: E) => unknown,
): Promise<void> {
  for (const event of events) {
    const expected = JSON.parse(JSON.stringify(await pick(handWritten)(event)));
    for (const contender of contenders) {
      const result = await pick(contender)(event);
      const body = JSON.parse(JSON.stringify(contender.body ? contender.body(result as never) : result));
      if (!isDeepStrictEqual(body, expected)) {
        throw new Error(
          `${contender.name} gives ${JSON.stringify(body)}\nand hand-written code gives ${JSON.stringify(expected)}`,
        );
      }
    }
  }
}
