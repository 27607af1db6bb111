import { JsonataError } from '../error.ts';
import { arrayOf } from '../signature/signature.ts';
import { range } from './operators.ts';
import { lookupRaw } from './path.ts';
import type { Place } from './place.ts';
import type { Run, TraceEvent } from './run.ts';
import { pushAll, raw } from './sequence.ts';

/** An argument where an array of a kind is wanted. Throws T0412. */
export function arrayArgument(value: unknown, subtype: string, index: number): unknown[] | undefined {
  return value === undefined ? undefined : arrayOf(value, subtype, index);
}

/** Adds `from..to` to an array in the making. */
export function appendRange(run: Run, list: unknown[], from: unknown, to: unknown): void {
  const numbers = range(run, from, to);
  if (numbers !== undefined) pushAll(run, list, numbers);
}

/** `$lookup` as a value: what it finds in an array has not collapsed. */
export function lookupMarked(run: Run, input: unknown, name: string): unknown {
  const found = lookupRaw(run, input, name);
  return Array.isArray(input) ? raw(run, found as unknown[]) : found;
}

/** The steps of the run are used up. */
export function overspent(): never {
  throw new JsonataError('D1012', 'the expression takes too many steps');
}

/** Reports the value of a node to who traces the run. */
export function traced(run: Run, place: Place, value: unknown): void {
  if (run.trace === undefined) return;
  const event: TraceEvent = {
    start: place.at[0],
    end: place.at[1],
    value,
    ...(place.origin !== undefined && { origin: place.origin }),
  };
  run.trace(event);
}
