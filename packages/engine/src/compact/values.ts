import { fail } from './run.ts';

/** Truth, equality and containers as JSONata has them, in few words. */

type Members = Record<string, unknown>;

export const isText = (value: unknown) => typeof value === 'string';
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(truthy);
  return isObject(value) ? Object.keys(value).length > 0 : !!value;
}

/** `=`: deep, and false when either is missing. */
export const equals = (left: unknown, right: unknown) => left !== undefined && right !== undefined && same(left, right);

/** `!=`: false when either is missing, too. */
export const differs = (left: unknown, right: unknown) =>
  left !== undefined && right !== undefined && !same(left, right);

function same(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return left === right;
  // Own names, as `length` is one of an array's.
  const names = Object.getOwnPropertyNames(left);
  return (
    names.length === Object.getOwnPropertyNames(right).length &&
    names.every((name) => Object.hasOwn(right, name) && same((left as Members)[name], (right as Members)[name]))
  );
}

export function compare(operator: '<' | '<=' | '>' | '>=', left: unknown, right: unknown): boolean | undefined {
  for (const side of [left, right]) if (side !== undefined && !/^[sn]/.test(typeof side)) fail('T2010');
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) fail('T2009');
  const [a, b] = [left as number, right as number];
  if (operator[0] === '<') return operator[1] ? a <= b : a < b;
  return operator[1] ? a >= b : a > b;
}

/** `a ?? b`. */
export const or = (value: unknown, other: () => unknown) => (value === undefined ? other() : value);

/** `a ?: b`. */
export const orFalse = (value: unknown, other: () => unknown) => (truthy(value) ? value : other());

/** An array as its constructor makes it: arrays in it are laid out, what is missing is left out. */
export const list = (...values: unknown[]) => values.filter((value) => value !== undefined).flat();

/** Of an object, the members that are wanted; values pass by reference. */
export const pick = (from: object, isWanted: (key: string, value: unknown) => boolean): Members =>
  Object.fromEntries(Object.entries(from).filter(([key, value]) => isWanted(key, value)));

/** An object as its constructor makes it: what is missing is left out. */
export const object = (members: object) => pick(members, (_key, value) => value !== undefined);

/** The item at an index; a lone value is its own first item. */
export const item = (value: unknown, index: number) => listOf(value)[index];

/** A lone value is a list of one. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The same for what is there. */
export const listed = (value: unknown) => (value === undefined ? value : listOf(value));
