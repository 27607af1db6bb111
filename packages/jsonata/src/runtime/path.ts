import { spend, spendMembers, spendText } from '../budget.ts';
import type { Run } from './run.ts';
import { collapse, flatten, flattenKept, flattenLast, keep, raw } from './sequence.ts';

/** A member of an object by its name, own members only; missing for anything that is no object. */
export function member(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, name)
    ? (input as Record<string, unknown>)[name]
    : undefined;
}

/** `$lookup` as a value: what it finds in an array has not collapsed. */
export function lookupMarked(run: Run, input: unknown, name: string): unknown {
  if (name !== undefined) spendText(run.budget, name);
  return Array.isArray(input) ? raw(run, lookupAll(run, input, name)) : member(input, name);
}

function lookupAll(run: Run, input: unknown[], name: string): unknown[] {
  spend(run.budget, input.length);
  const found: unknown[] = [];
  for (const item of input) {
    const value = Array.isArray(item) ? lookupAll(run, item, name) : member(item, name);
    if (value !== undefined) found.push(value);
  }
  return flattenAll(run, found);
}

/** Here even arrays that paths take as one value are flattened. */
function flattenAll(run: Run, found: unknown[]): unknown[] {
  return run.whole === undefined ? flatten(run, found) : found.flat();
}

/** What the name as a step gives for an input. */
export function lookup(run: Run, input: unknown, name: string): unknown {
  if (name !== undefined) spendText(run.budget, name);
  return Array.isArray(input) ? collapse(run, lookupAll(run, input, name)) : member(input, name);
}

/** As `lookup`, for a name that bears `[]`. */
export function lookupKept(run: Run, input: unknown, name: string): unknown {
  return Array.isArray(input) ? keep(run, lookupAll(run, input, name)) : member(input, name);
}

/** What `lookup` gives for each item, what is missing left out. */
function each(run: Run, items: readonly unknown[], name: string): unknown[] {
  spend(run.budget, items.length);
  const results: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    const value = lookup(run, items[index], name);
    if (value !== undefined) results.push(value);
  }
  return results;
}

/** The value of a path's remaining names, from the one at `from`, for the items of an array. */
export function names(run: Run, items: readonly unknown[], path: readonly string[], from: number): unknown {
  const last = path.length - 1;
  let current = items;
  for (let index = from; index < last; index++) current = flatten(run, each(run, current, path[index]!));
  return flattenLast(run, each(run, current, path[last]!));
}

/** The items that names as inner steps of a path give for the items of an array. */
export function namesItems(run: Run, items: readonly unknown[], path: readonly string[], from: number): unknown[] {
  let current = items;
  for (let index = from; index < path.length; index++) current = flatten(run, each(run, current, path[index]!));
  return current as unknown[];
}

/** As `names`, for a path whose last name bears `[]`. */
export function namesKept(run: Run, items: readonly unknown[], path: readonly string[], from: number): unknown {
  const last = path.length - 1;
  let current = items;
  for (let index = from; index < last; index++) current = flatten(run, each(run, current, path[index]!));
  const results = current.map((item) => lookupKept(run, item, path[last]!)).filter((value) => value !== undefined);
  spend(run.budget, current.length);
  return flattenKept(run, results);
}

/** The values of all members of an object, those of arrays among them (`*`). With arrays among them it is no sequence. */
export function wildcard(run: Run, input: unknown, keepArray: boolean): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  const found: unknown[] = [];
  let sequence = true;
  const values = Object.values(input);
  spendMembers(run.budget, values.length);
  for (const value of values) {
    if (!Array.isArray(value)) found.push(value);
    else {
      flattenDeeply(run, value, found);
      sequence = false;
    }
  }
  if (!sequence) return found;
  return keepArray ? keep(run, found) : collapse(run, found);
}

function flattenDeeply(run: Run, array: unknown[], found: unknown[]): void {
  spend(run.budget, array.length);
  for (const item of array) {
    if (Array.isArray(item)) flattenDeeply(run, item, found);
    else found.push(item);
  }
}

/** The value itself and all that is inside it, arrays themselves left out (`**`). */
export function descendants(run: Run, input: unknown): unknown {
  if (input === undefined) return undefined;
  const found: unknown[] = [];
  descend(run, input, found);
  return collapse(run, found);
}

function descend(run: Run, input: unknown, found: unknown[]): void {
  spend(run.budget, 1);
  if (Array.isArray(input)) {
    for (const item of input) descend(run, item, found);
    return;
  }
  found.push(input);
  if (typeof input !== 'object' || input === null) return;
  const values = Object.values(input);
  spendMembers(run.budget, values.length);
  for (const value of values) descend(run, value, found);
}
