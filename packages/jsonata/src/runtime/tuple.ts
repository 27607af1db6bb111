import { allowArray, spend } from '../budget.ts';
import { append } from './array.ts';
import type { Run } from './run.ts';
import { items } from './sequence.ts';

/** An item on its way along a path: its context under `@`, and what steps have bound, by name. No prototype. */
export type Tuple = Record<string, unknown>;

/**
 * An object without a prototype that JavaScript does not take for a hash table, as it does what `Object.create(null)`
 * gives.
 */
class Bare {
  readonly [name: string]: unknown;
}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, 'constructor');

/** Steps that making a tuple takes. */
const stepsATuple = 3;

function copy(from: Tuple, more?: Tuple): Tuple {
  const tuple = new Bare() as Tuple;
  for (const name in from) tuple[name] = from[name];
  if (more !== undefined) for (const name in more) tuple[name] = more[name];
  return tuple;
}

export function tuplesOf(list: readonly unknown[]): Tuple[] {
  return list.map((item) => {
    const tuple = new Bare() as Tuple;
    tuple['@'] = item;
    return tuple;
  });
}

/** Adds a tuple for each value that a step gave for one. With a focus the context stays, and the value gets that name. */
export function extendTuple(
  run: Run,
  tuples: Tuple[],
  from: Tuple,
  value: unknown,
  focus: string | undefined,
  index: string | undefined,
  ancestor: string | undefined,
): void {
  if (value === undefined) return;
  const values = items(value);
  allowArray(run.budget, tuples.length + values.length);
  spend(run.budget, values.length * stepsATuple);
  for (const [position, each] of values.entries()) {
    const tuple = copy(from);
    tuple[focus ?? '@'] = each;
    if (index !== undefined) tuple[index] = position;
    if (ancestor !== undefined) tuple[ancestor] = from['@'];
    tuples.push(tuple);
  }
}

/** Adds a tuple for each that a step gave for one: what the step bound is added to it. */
export function joinTuples(run: Run, tuples: Tuple[], from: Tuple, given: readonly Tuple[]): void {
  allowArray(run.budget, tuples.length + given.length);
  spend(run.budget, given.length * stepsATuple);
  for (const each of given) tuples.push(copy(from, each));
}

/** Gives each tuple its position in the list. */
export function numberTuples(tuples: readonly Tuple[], name: string): void {
  for (const [position, tuple] of tuples.entries()) tuple[name] = position;
}

/** One tuple of many: under each name all their values. */
export function mergeTuples(run: Run, data: unknown): Tuple {
  if (!Array.isArray(data)) return data as Tuple;
  const [first, ...rest] = data as Tuple[];
  spend(run.budget, data.length * stepsATuple);
  const merged = copy(first!);
  for (const tuple of rest)
    for (const name of Object.keys(tuple)) merged[name] = append(run, merged[name], tuple[name]);
  return merged;
}
