import type { Contender } from './contender.ts';

/** Nanoseconds an event, the median of all rounds. */
export interface Figure {
  readonly contender: Contender;
  readonly nanoseconds: number;
}

/**
 * Measures contenders on the same events, interleaved: each round gives every contender one slice of time, so that what the
 * machine does besides meets them all alike. Slices last about 30 ms; the first rounds warm up and are not counted.
 */
export async function measure<E>(
  contenders: readonly Contender[],
  events: readonly E[],
  pick: (contender: Contender) => (event: E) => unknown,
  rounds: number,
): Promise<Figure[]> {
  const samples = contenders.map((): number[] => []);
  const turns = await Promise.all(contenders.map(() => 1));
  const warmUp = 3;
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [index, contender] of contenders.entries()) {
      const map = pick(contender);
      const elapsed = contender.isAsync
        ? await timeAsync(map, events, turns[index]!)
        : time(map, events, turns[index]!);
      if (round >= warmUp) samples[index]!.push(elapsed / (turns[index]! * events.length));
      // Warm-up rounds find out how many turns make a slice.
      else turns[index] = Math.max(1, Math.round(turns[index]! * Math.min(1000, 30e6 / elapsed)));
    }
  }
  return contenders.map((contender, index) => ({ contender, nanoseconds: median(samples[index]!) }));
}

/** What was made last is kept where the compiler cannot see that nobody reads it. */
export const sink: { last: unknown } = { last: undefined };

function time<E>(map: (event: E) => unknown, events: readonly E[], turns: number): number {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++)
    for (let index = 0; index < events.length; index++) sink.last = map(events[index]!);
  return Number(process.hrtime.bigint() - start);
}

async function timeAsync<E>(map: (event: E) => unknown, events: readonly E[], turns: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++)
    for (let index = 0; index < events.length; index++) sink.last = await map(events[index]!);
  return Number(process.hrtime.bigint() - start);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
