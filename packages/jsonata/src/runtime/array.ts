import { allowArray, spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { type AnyFunction, call } from './call.ts';
import { describe } from './describe.ts';
import { same } from './equal.ts';
import type { Run } from './run.ts';
import { collapse, isSequence, raw } from './sequence.ts';
import { isNumber } from './truth.ts';

/** Functions on arrays. None changes its argument. */

type List = unknown[] | undefined;

export function count(_run: Run, list: List): number {
  return list === undefined ? 0 : list.length;
}

/** Both in one list; a missing one does not count. */
export function append(run: Run, first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const one = Array.isArray(first) ? first : [first];
  const other = Array.isArray(second) ? second : [second];
  allowArray(run.budget, one.length + other.length);
  spend(run.budget, one.length + other.length);
  return one.concat(other);
}

export function reverse(run: Run, list: List): List {
  if (list === undefined || list.length < 2) return list;
  spend(run.budget, list.length);
  return list.toReversed();
}

/** The same items in an order that chance gives (the run's `random`). */
export function shuffle(run: Run, list: List): List {
  if (list === undefined || list.length < 2) return list;
  spend(run.budget, list.length);
  const shuffled = new Array<unknown>(list.length);
  for (let at = 0; at < list.length; at++) {
    const other = Math.floor(run.random() * (at + 1));
    if (at !== other) shuffled[at] = shuffled[other];
    shuffled[other] = list[at];
  }
  return shuffled;
}

/** Each value once, at its first place. A sequence stays one. */
export function distinct(run: Run, value: unknown): unknown {
  const list = distinctRaw(run, value);
  return list !== value && isSequence(run, value as unknown[]) ? collapse(run, list as unknown[]) : list;
}

/** As `distinct`, without collapsing. */
export function distinctRaw(run: Run, value: unknown): unknown {
  if (!Array.isArray(value) || value.length < 2) return value;
  const seen = new Set<unknown>();
  const structures: unknown[] = [];
  const found: unknown[] = [];
  spend(run.budget, value.length);
  for (const item of value) {
    if (typeof item === 'string') spendText(run.budget, item);
    if (seen.has(item) && !Number.isNaN(item)) continue;
    if (typeof item === 'object' && item !== null) {
      spend(run.budget, structures.length);
      if (structures.some((other) => same(run, item, other))) continue;
      structures.push(item);
    }
    seen.add(item);
    found.push(item);
  }
  return isSequence(run, value) ? raw(run, found) : found;
}

/** Lists of what stands first in each array, second in each, and so on, up to the shortest. */
export function zip(run: Run, ...lists: unknown[]): unknown[] {
  const shortest = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  if (!Number.isFinite(shortest)) return [];
  allowArray(run.budget, shortest);
  spend(run.budget, shortest * lists.length);
  return Array.from({ length: shortest }, (_, index) => lists.map((list) => (list as unknown[])[index]));
}

/**
 * Sorted by a function that says whether its two values must change places, or by natural order (all numbers or all
 * texts). Stable.
 */
export function sort(run: Run, list: List, order?: AnyFunction): List {
  if (list === undefined || list.length < 2) return list;
  if (order !== undefined) {
    return mergeSort(run, list, (left, right) => Boolean(call(run, order, [left, right], null)));
  }
  if (!list.every(isNumber) && !list.every((item) => typeof item === 'string')) {
    throw new JsonataError(
      'D3070',
      `without a function to compare with, all must be numbers or all texts, found ${kinds(list)}`,
      { index: 1 },
    );
  }
  return mergeSort(run, list, (left, right) => {
    if (typeof left === 'string') spendText(run.budget, left);
    return (left as string) > (right as string);
  });
}

function kinds(list: readonly unknown[]): string {
  const found = list.findIndex((item) => typeof item !== typeof list[0] || typeof item === 'object');
  return `${describe(list[found < 1 ? 0 : found])} at ${found < 1 ? 0 : found}`;
}

/** A merge sort that compares the same pairs in the same order as the reference's, so even odd orders come out alike. */
export function mergeSort(
  run: Run,
  list: readonly unknown[],
  swaps: (left: unknown, right: unknown) => boolean,
): unknown[] {
  if (list.length < 2) return [...list];
  spend(run.budget, list.length);
  const middle = Math.floor(list.length / 2);
  const left = mergeSort(run, list.slice(0, middle), swaps);
  const right = mergeSort(run, list.slice(middle), swaps);
  const merged: unknown[] = [];
  let first = 0;
  let second = 0;
  while (first < left.length && second < right.length) {
    merged.push(swaps(left[first], right[second]) ? right[second++] : left[first++]);
  }
  while (first < left.length) merged.push(left[first++]);
  while (second < right.length) merged.push(right[second++]);
  return merged;
}
