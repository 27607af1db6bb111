import { Failure } from './failure.ts';
import { truthy } from './values.ts';

/** JSONata's functions that mappings call most, for arguments that were checked. A missing text gives a missing result. */

type Text = string | undefined;

/** An argument, which is of the kind that is wanted or missing. */
export function argument(kind: 'string' | 'number' | 'boolean', value: unknown): unknown {
  if (value === undefined || (typeof value === kind && !Number.isNaN(value))) return value;
  throw new Failure('T0410');
}

/** An argument where a list of texts or of objects is wanted: a lone one is a list. */
export function items(kind: 's' | 'o', value: unknown): unknown {
  if (value === undefined) return value;
  const all = Array.isArray(value) ? value : [value];
  const fits = (item: unknown) =>
    kind === 's' ? typeof item === 'string' : typeof item === 'object' && item !== null && !Array.isArray(item);
  if (!all.every(fits)) throw new Failure('T0412');
  return all;
}

export const exists = (value: unknown) => value !== undefined;
export const not = (value: unknown) => (value === undefined ? value : !truthy(value));
export const boolean = (value: unknown) => (value === undefined ? value : truthy(value));
export const abs = (value: unknown) => (value === undefined ? value : Math.abs(value as number));
export const lowercase = (text: Text) => text?.toLowerCase();
export const uppercase = (text: Text) => text?.toUpperCase();
export const join = (texts?: readonly string[], separator = '') => texts?.join(separator);
export const concat = (left: unknown, right: unknown) => (string(left) ?? '') + (string(right) ?? '');

export function type(value: unknown): Text {
  if (value === undefined) return value;
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

export function string(value: unknown): Text {
  if (value === undefined || typeof value === 'string') return value;
  // What floating point adds behind 15 digits is noise.
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(15)) : part,
  );
}

/** `$contains`, with a text or a regular expression. */
export function contains(text: Text, pattern: Text | RegExp): boolean | undefined {
  if (text === undefined || pattern === undefined) return undefined;
  return typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);
}

export function substringBefore(text: Text, mark: Text): Text {
  return text?.includes(String(mark)) ? text.slice(0, text.indexOf(String(mark))) : text;
}

export function substringAfter(text: Text, mark: Text): Text {
  return text?.includes(String(mark)) ? text.slice(text.indexOf(String(mark)) + String(mark).length) : text;
}

export function merge(objects?: readonly object[]): object | undefined {
  return objects && Object.fromEntries(objects.flatMap(Object.entries));
}

export function error(message?: string): never {
  throw new Failure('D3137', message || '$error() function evaluated');
}
