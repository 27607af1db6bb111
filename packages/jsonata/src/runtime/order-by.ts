import { spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { mergeSort } from './array.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';

/** One term of `^(...)`. */
export interface Term {
  readonly key: (item: unknown) => unknown;
  readonly descending: boolean;
}

const unasked = Symbol('unasked');

/** A list in the order of its terms; what has no key comes last. Answers the list itself when it has one item or none. */
export function orderBy(run: Run, list: unknown[], terms: readonly Term[]): unknown[] {
  if (list.length < 2) return list;
  const known = terms.map(() => new Array<unknown>(list.length).fill(unasked));
  // Positions are sorted, so that each key is evaluated once, at the moment the reference first evaluates it.
  const keyOf = (position: number, term: number): unknown => {
    const keys = known[term]!;
    if (keys[position] === unasked) keys[position] = terms[term]!.key(list[position]);
    return keys[position];
  };
  const swaps = (left: unknown, right: unknown): boolean => {
    for (let term = 0; term < terms.length; term++) {
      spend(run.budget, 1);
      const order = compareKeys(run, keyOf(left as number, term), keyOf(right as number, term));
      if (order === 0) continue;
      if (Math.abs(order) === 2) return order > 0;
      return terms[term]!.descending ? order < 0 : order > 0;
    }
    return false;
  };
  return mergeSort(run, [...list.keys()], swaps).map((position) => list[position as number]);
}

/** -1, 0 or 1; -2 or 2 when only one is there, which no direction turns round. */
function compareKeys(run: Run, left: unknown, right: unknown): number {
  if (left === undefined) return right === undefined ? 0 : 2;
  if (right === undefined) return -2;
  if (!isKey(left) || !isKey(right)) {
    const wrong = isKey(left) ? right : left;
    throw new JsonataError('T2008', `what is sorted by must be numbers or texts, found ${describe(wrong)}`, {
      value: wrong,
    });
  }
  if (typeof left !== typeof right) {
    const found = `found ${describe(left)} and ${describe(right)}`;
    throw new JsonataError('T2007', `what is sorted by must be all numbers or all texts, ${found}`, { value: left });
  }
  if (typeof left === 'string') spendText(run.budget, left);
  return left === right ? 0 : left < right ? -1 : 1;
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
