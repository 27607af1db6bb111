import type { Place } from './place.ts';
import type { Run, TraceEvent } from './run.ts';

/** Reports the value of a node to who traces the run. */
export function traced(run: Run, { at, origin }: Place, value: unknown): void {
  if (run.trace === undefined) return;
  const event: TraceEvent = { start: at[0], end: at[1], value, ...(origin !== undefined && { origin }) };
  run.trace(event);
}
