import { allowArray, spend } from '../budget.ts';
import type { Run } from './run.ts';

/**
 * Sequences. A path or a function gives a sequence of values, which collapses: none is missing, one is the value itself,
 * more are an array. Whether an array is a sequence is only remembered (in the run) where something may ask later.
 */

/** A sequence becomes a value. */
export function collapse(run: Run, sequence: unknown[] | undefined): unknown {
  if (sequence === undefined || sequence.length === 0) return undefined;
  if (sequence.length === 1) return sequence[0];
  if (sequence.length > run.budget.array) allowArray(run.budget, sequence.length);
  if (run.marking) markSequence(run, sequence);
  return sequence;
}

/** A sequence becomes a value; a lone one stays an array, for good (`[]` asks for that). */
export function keep(run: Run, sequence: unknown[] | undefined): unknown {
  if (sequence === undefined || sequence.length === 0) return undefined;
  if (sequence.length > run.budget.array) allowArray(run.budget, sequence.length);
  markSequence(run, sequence);
  run.kept ??= new WeakSet();
  run.kept.add(sequence);
  return sequence;
}

/** A sequence is handed on as it is, to collapse only when somebody looks at it. */
export function raw<Items extends unknown[] | undefined>(run: Run, sequence: Items): Items {
  if (sequence !== undefined && (run.marking || sequence.length < 2)) markSequence(run, sequence);
  return sequence;
}

/** Collapses a value if it is a sequence that was handed on as it is. */
export function settle(run: Run, value: unknown): unknown {
  if (run.sequences === undefined || !Array.isArray(value) || value.length > 1 || !run.sequences.has(value))
    return value;
  return run.kept?.has(value) && value.length === 1 ? value : value[0];
}

/** As `settle`, for a node that bears `[]`. */
export function settleKept(run: Run, value: unknown): unknown {
  return Array.isArray(value) && isSequence(run, value) ? keep(run, value) : value;
}

function markSequence(run: Run, array: unknown[]): void {
  run.sequences ??= new WeakSet();
  run.sequences.add(array);
}

export function isSequence(run: Run, value: unknown[]): boolean {
  return run.sequences?.has(value) ?? false;
}

/** Remembers that paths take this array as one value. */
export function whole(run: Run, array: unknown[]): unknown[] {
  run.whole ??= new WeakSet();
  run.whole.add(array);
  return array;
}

export function isWhole(run: Run, array: unknown[]): boolean {
  return run.whole?.has(array) ?? false;
}

/** What the items of a step gave, flattened by one level into one sequence. May answer the list itself. */
export function flatten(run: Run, results: unknown[]): unknown[] {
  let first = 0;
  while (first < results.length && !flattens(run, results[first])) first++;
  if (first === results.length) return results;
  const flat = results.slice(0, first);
  for (let index = first; index < results.length; index++) {
    const result = results[index];
    if (flattens(run, result)) pushAll(run, flat, result);
    else flat.push(result);
  }
  return flat;
}

function flattens(run: Run, value: unknown): value is unknown[] {
  return Array.isArray(value) && !isWhole(run, value);
}

/** What the items of the last step gave, as the path's value: an array that one item gave stays as it is. */
export function flattenLast(run: Run, results: unknown[]): unknown {
  if (results.length === 1 && Array.isArray(results[0]))
    return results[0] === none ? undefined : lastValue(run, results[0]);
  return collapse(run, flatten(run, results));
}

/** As `flattenLast`, for a path that bears a group: its items. */
export function flattenGrouped(run: Run, results: unknown[]): unknown[] {
  return results.length === 1 && Array.isArray(results[0]) ? results[0] : flatten(run, results);
}

/** As `flattenLast`, for a path that bears `[]`. */
export function flattenKept(run: Run, results: unknown[]): unknown {
  if (results.length === 1) return results[0] === none ? undefined : lastKept(run, results[0]);
  return keep(run, flatten(run, results));
}

/** The value of a path whose last step gave one result. */
export function lastValue(run: Run, value: unknown): unknown {
  return Array.isArray(value) && isSequence(run, value) ? collapse(run, value.slice()) : value;
}

/** As `lastValue`, for a path that bears `[]`. */
export function lastKept(run: Run, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return keep(run, [value]);
  if (isSequence(run, value)) return keep(run, value.slice());
  return isWhole(run, value) ? keep(run, [value]) : value;
}

/** Adds the items of an array to a list. */
export function pushAll(run: Run, list: unknown[], items: readonly unknown[]): void {
  allowArray(run.budget, list.length + items.length);
  spend(run.budget, items.length);
  for (let index = 0; index < items.length; index++) list.push(items[index]);
}

/** Adds a value to a list as an array constructor does: the items of an array, nothing for a missing value. */
export function append(run: Run, list: unknown[], value: unknown): void {
  if (Array.isArray(value)) pushAll(run, list, value);
  else if (value !== undefined) list.push(value);
}

/** A value as the list of items that a step or filter goes through. */
export function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The same for what is empty when it is missing. */
export function itemsOrNone(value: unknown): unknown[] {
  return value === undefined ? [] : items(value);
}

/** What an index picked from a list, for a node that bears `[]`: a lone value becomes an array. */
export function keepPicked(run: Run, value: unknown): unknown {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? settleKept(run, value) : keep(run, [value]);
}

/** What an index picked where there was nothing: an empty sequence, as one result of a step. */
export const none: unknown[] = [];

/** Adds what a filter left of one item's value to the results of a step. */
export function pushSequence(run: Run, results: unknown[], sequence: unknown[]): void {
  if (sequence.length === 1 && !Array.isArray(sequence[0])) results.push(sequence[0]);
  else if (sequence.length > 0) results.push(raw(run, sequence));
}

/** The value of a path that ends in a sort: a list of one or none was never sorted, and is still a sequence. */
export function sortedValue(run: Run, list: unknown[], keepArray: boolean): unknown {
  if (list.length > 1) return list;
  return keepArray ? keep(run, list) : collapse(run, list);
}

/** What an array constructor as first step (or a block that holds one) gives to go through. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  // The reference goes by length, which text has too.
  return typeof value === 'string' ? value.split('') : [];
}

/** Whether such a first step ends the path: it is missing, or its length is 0. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Remembers of an array that paths take it as one value; of other values nothing. */
export function wholeValue(run: Run, value: unknown): unknown {
  return Array.isArray(value) ? whole(run, value) : value;
}

/** A value as the list that a step goes through: an array that counts as one value is one item. */
export function stepItems(run: Run, value: unknown): unknown[] {
  return Array.isArray(value) && !isWhole(run, value) ? value : [value];
}

/** A value as the list that a sort takes; one that is no list stays what it is in the end. */
export function rawItems(run: Run, value: unknown): unknown[] {
  return Array.isArray(value) ? value : raw(run, [value]);
}
