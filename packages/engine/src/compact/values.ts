import { Failure } from './failure.ts';

/** Truth, equality and paths as JSONata has them, in few words. */

type Members = Record<string, unknown>;

export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(truthy);
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : !!value;
}

/** `=`: deep, and false when either is missing. */
export function equals(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && same(left, right);
}

/** `!=`: false when either is missing, too. */
export function differs(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && !same(left, right);
}

function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  const names = Object.getOwnPropertyNames(left);
  return (
    names.length === Object.getOwnPropertyNames(right).length &&
    names.every((name) => Object.hasOwn(right, name) && same((left as Members)[name], (right as Members)[name]))
  );
}

export function compare(operator: '<' | '<=' | '>' | '>=', left: unknown, right: unknown): boolean | undefined {
  for (const side of [left, right]) if (side !== undefined && !/^[sn]/.test(typeof side)) throw new Failure('T2010');
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) throw new Failure('T2009');
  const [one, other] = [left as number, right as number];
  if (operator[0] === '<') return operator[1] ? one <= other : one < other;
  return operator[1] ? one >= other : one > other;
}

/** A path of names from a value: arrays on the way are gone through and laid out, one result is itself, none is missing. */
export function path(value: unknown, ...names: string[]): unknown {
  let current = value;
  for (let at = 0; at < names.length; at++) {
    if (Array.isArray(current)) {
      for (; at < names.length - 1; at++) current = each(current as unknown[], names[at]!).flat();
      const last = each(current as unknown[], names[at]!);
      return last.length === 1 && Array.isArray(last[0]) ? last[0] : one(last.flat());
    }
    current = member(current, names[at]!);
  }
  return current;
}

function each(items: readonly unknown[], name: string): unknown[] {
  return items.map((item) => lookup(item, name)).filter((value) => value !== undefined);
}

function lookup(value: unknown, name: string): unknown {
  return Array.isArray(value) ? one(found(value, name)) : member(value, name);
}

function found(items: readonly unknown[], name: string): unknown[] {
  const all = items.map((item) => (Array.isArray(item) ? found(item, name) : member(item, name)));
  return all.filter((value) => value !== undefined).flat();
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value && Object.hasOwn(value, name) ? (value as Members)[name] : undefined;
}

const one = (items: readonly unknown[]) => (items.length > 1 ? items : items[0]);

/** `a ?? b`, and with `byTruth` `a ?: b`. */
export function or(value: unknown, other: () => unknown, byTruth?: 1): unknown {
  return (byTruth ? truthy(value) : value !== undefined) ? value : other();
}

/** An array as its constructor makes it: arrays in it are laid out, what is missing is left out. */
export function list(...values: unknown[]): unknown[] {
  return values.filter((value) => value !== undefined).flat();
}

/** An object of keys and values by turns; what is missing is left out. */
export function object(...members: unknown[]): object {
  const pairs: [string, unknown][] = [];
  for (let at = 0; at < members.length; at += 2) {
    if (members[at + 1] !== undefined) pairs.push([members[at] as string, members[at + 1]]);
  }
  return Object.fromEntries(pairs);
}

/** The item at an index; a lone value is its own first item. */
export function item(value: unknown, index: number): unknown {
  return Array.isArray(value) ? value[index] : index === 0 ? value : undefined;
}
