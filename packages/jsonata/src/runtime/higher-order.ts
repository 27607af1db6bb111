import { spendMembers } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { type AnyFunction, arityOf, callback } from './call.ts';
import { define } from './object.ts';
import type { Run } from './run.ts';
import { truthy } from './truth.ts';

/** Functions that take functions. Those get the value, its position or name, and the whole, as many as they declare. */

type List = readonly unknown[] | undefined;
type Members = Record<string, unknown>;

/** What the function gives for each item; nothing for missing results. Not collapsed. */
export function map(run: Run, list: List, each: AnyFunction): unknown[] | undefined {
  if (list === undefined) return undefined;
  const mapped: unknown[] = [];
  const invoke = callback(run, each);
  for (let index = 0; index < list.length; index++) {
    const value = invoke(list[index], index, list);
    if (value !== undefined) mapped.push(value);
  }
  return mapped;
}

/** The items for which the function gives what is true. Not collapsed. */
export function filter(run: Run, list: List, test: AnyFunction): unknown[] | undefined {
  if (list === undefined) return undefined;
  const invoke = callback(run, test);
  return list.filter((item, index) => truthy(invoke(item, index, list), run));
}

/** The only item for which the function gives what is true. Throws D3138 for more than one, D3139 for none. */
export function single(run: Run, list: List, test?: AnyFunction): unknown {
  if (list === undefined) return undefined;
  const invoke = test === undefined ? () => true : callback(run, test);
  let found = -1;
  for (let index = 0; index < list.length; index++) {
    if (!truthy(invoke(list[index], index, list), run)) continue;
    if (found >= 0) throw notSingle('D3138', 'more than one');
    found = index;
  }
  if (found < 0) throw notSingle('D3139', `none of ${list.length}`);
  return list[found];
}

/** The error of `$single`. */
export function notSingle(code: 'D3138' | 'D3139', found: string): JsonataError {
  return new JsonataError(code, `$single wants exactly one item that matches, found ${found}`);
}

/** What is left when the function has joined each item to the result so far. */
export function reduce(run: Run, list: List, join: AnyFunction, start?: unknown): unknown {
  if (list === undefined) return undefined;
  const arity = arityOf(join);
  if (arity < 2) throw tooFewParameters(arity);
  const invoke = callback(run, join);
  const first = start === undefined && list.length > 0 ? 1 : 0;
  let result = first === 1 ? list[0] : start;
  for (let index = first; index < list.length; index++) result = invoke(result, list[index], index, list);
  return result;
}

/** Checks what `$reduce` starts with. Throws T0410 for a function, which its signature does not take. */
export function startArgument(value: unknown): void {
  if (typeof value !== 'function') return;
  throw new JsonataError('T0410', 'argument 3 must be no function, found a function', { value, index: 3 });
}

/** The error of `$reduce` for a function that takes too little. */
export function tooFewParameters(arity: number): JsonataError {
  const message = `the function for $reduce must take two arguments or more, found one that takes ${arity}`;
  return new JsonataError('D3050', message, { index: 1 });
}

/** What the function gives for each member of an object. Not collapsed. */
export function each(run: Run, object: Members | undefined, visit: AnyFunction): unknown[] {
  const results: unknown[] = [];
  const invoke = callback(run, visit);
  const names = namesOf(object);
  spendMembers(run.budget, names.length);
  for (const name of names) {
    const value = invoke(object![name], name, object);
    if (value !== undefined) results.push(value);
  }
  return results;
}

/** An object of the members for which the function gives what is true; missing when none is left. */
export function sift(run: Run, object: Members | undefined, test: AnyFunction): Members | undefined {
  const names = namesOf(object);
  // Its signature lets the function be left out; without members nobody asks for it.
  if (names.length === 0) return undefined;
  spendMembers(run.budget, names.length);
  const invoke = callback(run, test);
  const kept = names.filter((name) => truthy(invoke(object![name], name, object), run));
  if (kept.length === 0) return undefined;
  const sifted: Members = {};
  for (const name of kept) define(sifted, name, object![name]);
  return sifted;
}

/** The names that `$each` and `$sift` go through. */
function namesOf(object: unknown): string[] {
  return typeof object === 'object' && object !== null ? Object.keys(object) : [];
}
