/** One way of doing something to events, to be held against others. */
export interface Subject<E> {
  readonly name: string;
  readonly run: (event: E) => unknown;
  /** What it gives is a promise, and is awaited, as its users must. */
  readonly isAsync?: boolean | undefined;
}

/** Medians of all rounds. */
export interface Figure {
  readonly name: string;
  readonly nanoseconds: number;
  /** As a multiple of the first subject's time in the same round. */
  readonly ratio: number;
}

/** A round gives every subject a slice of about so many nanoseconds: short, so that most slices are not interrupted. */
const slice = 8e6;
const warmUp = 12;

/**
 * Measures subjects on the same events, interleaved: each round gives every subject one slice of time, so that what the
 * machine does besides meets them all alike. The first rounds warm up, find out how many turns make a slice, and are not
 * counted.
 */
export async function measure<E>(
  subjects: readonly Subject<E>[],
  events: readonly E[],
  rounds: number,
): Promise<Figure[]> {
  const samples = subjects.map((): number[] => []);
  const turns = subjects.map(() => 1);
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [index, subject] of subjects.entries()) {
      const elapsed = await (subject.isAsync ? timeAsync : time)(subject.run, events, turns[index]!);
      if (round >= warmUp) samples[index]!.push(elapsed / (turns[index]! * events.length));
      else turns[index] = Math.max(1, Math.round(turns[index]! * Math.min(1000, slice / elapsed)));
    }
  }
  return subjects.map(({ name }, index) => ({
    name,
    nanoseconds: median(samples[index]!),
    ratio: median(samples[index]!.map((own, round) => own / samples[0]![round]!)),
  }));
}

/** What was made last is kept where the compiler cannot see that nobody reads it. */
export const sink: { last: unknown } = { last: undefined };

function time<E>(run: (event: E) => unknown, events: readonly E[], turns: number): number {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++)
    for (let index = 0; index < events.length; index++) sink.last = run(events[index]!);
  return Number(process.hrtime.bigint() - start);
}

async function timeAsync<E>(run: (event: E) => unknown, events: readonly E[], turns: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++)
    for (let index = 0; index < events.length; index++) sink.last = await run(events[index]!);
  return Number(process.hrtime.bigint() - start);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
