import { allowArray, spend, spendMembers } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';
import { append, pushAll, raw, settle } from './sequence.ts';
import { toPrecision } from './string.ts';
import { isNumber } from './truth.ts';

/** Functions on objects. Own members count only; objects made here have the ordinary prototype. */

type Members = Record<string, unknown>;

/** Sets a member of an object that was made here; `__proto__` becomes a member like any other. */
export function define(object: Members, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

/** The names of an object's members, or of all objects in an array, each once. Not collapsed. */
export function keys(run: Run, value: unknown): string[] {
  if (!isObject(value)) return [];
  if (!Array.isArray(value)) {
    const names = Object.keys(value);
    spendMembers(run.budget, names.length);
    return names;
  }
  // As an object's members, names that are whole numbers come first.
  const merged: Members = Object.create(null);
  spend(run.budget, value.length);
  for (const item of value) for (const name of keys(run, item)) merged[name] = true;
  return Object.keys(merged);
}

/** An object as a list of objects with one member each; an array of objects likewise; other values as they are. */
export function spread(run: Run, value: unknown): unknown {
  return settle(run, spreadRaw(run, value));
}

/** As `spread`, without collapsing. */
export function spreadRaw(run: Run, value: unknown): unknown {
  if (!isObject(value)) return value;
  if (!Array.isArray(value)) return raw(run, members(run, value));
  const list: unknown[] = [];
  spreadInto(run, value, list);
  return value.some((item) => item !== undefined) ? list : raw(run, list);
}

function spreadInto(run: Run, array: readonly unknown[], list: unknown[]): void {
  spend(run.budget, array.length);
  for (const item of array) {
    if (Array.isArray(item)) spreadInto(run, item, list);
    else if (isObject(item)) pushAll(run, list, members(run, item));
    else append(run, list, item);
  }
}

function members(run: Run, value: Members): Members[] {
  const names = Object.keys(value);
  allowArray(run.budget, names.length);
  spendMembers(run.budget, names.length);
  return names.map((name) => {
    const single: Members = {};
    define(single, name, value[name]);
    return single;
  });
}

/** All members of many objects in one; of those with one name the last. */
export function merge(run: Run, objects: readonly unknown[] | undefined): Members | undefined {
  if (objects === undefined) return undefined;
  const merged: Members = {};
  for (const object of objects) {
    if (!isObject(object)) continue;
    const names = Object.keys(object);
    spend(run.budget, 2);
    spendMembers(run.budget, names.length);
    for (const name of names) define(merged, name, object[name]);
  }
  return merged;
}

/** A deep copy by way of JSON: numbers to 15 digits, functions as empty text. */
export function clone(run: Run, value: unknown): unknown {
  spend(run.budget, 1);
  if (typeof value === 'function') return '';
  if (!isObject(value)) return isNumber(value) ? toPrecision(value) + 0 : Number.isNaN(value) ? null : value;
  const { toJSON } = value;
  if (typeof toJSON === 'function') return clone(run, toJSON.call(value, ''));
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : clone(run, item)));
  const copy: Members = {};
  const names = Object.keys(value);
  spendMembers(run.budget, names.length);
  for (const name of names) if (value[name] !== undefined) define(copy, name, clone(run, value[name]));
  return copy;
}

/** A member that a constructor or a group may make, checked. */
export function keyOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    throw new JsonataError('T1003', `the key of a member must be text, found ${describe(value)}`, { value });
  }
  if (value === '_jsonata_lambda' || value === '_jsonata_function') {
    throw new JsonataError('D1013', `no member may be named ${value}`, { value });
  }
  return value;
}

/** The object that `$each` or `$sift` goes through, checked. Throws T0410 for anything else. */
export function objectArgument(value: unknown): Members | undefined {
  if (value === undefined || (isObject(value) && !Array.isArray(value))) return value as Members | undefined;
  throw new JsonataError('T0410', `argument 1 must be an object, found ${describe(value)}`, { value, index: 1 });
}
