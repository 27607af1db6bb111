/**
 * What is known of a value when an expression is compiled: the kinds that it may have, as a set of bits. Guards and
 * sequence handling are emitted only where the bits say that the data can need them.
 */
export type StaticType = number;

export const MISSING = 1;
export const NULL = 2;
export const BOOLEAN = 4;
export const NUMBER = 8;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const FUNCTION = 128;
/**
 * The value, or something inside it, may be an array of which the run remembers that it is a sequence, or whole. Never
 * so for what comes from the input.
 */
export const MARKED = 256;

/** Any value of an input. */
export const ANY: StaticType = 255;
/** Any value at all. */
export const UNKNOWN: StaticType = 511;

export function may(type: StaticType, kinds: StaticType): boolean {
  return (type & kinds) !== 0;
}

/** Whether a value of this type is of those kinds for certain. */
export function is(type: StaticType, kinds: StaticType): boolean {
  return (type & ANY & ~kinds) === 0;
}

export function without(type: StaticType, kinds: StaticType): StaticType {
  return type & ~kinds;
}

/** The type of a literal. */
export function typeOf(value: string | number | boolean | null): StaticType {
  if (value === null) return NULL;
  return typeof value === 'string' ? STRING : typeof value === 'number' ? NUMBER : BOOLEAN;
}
