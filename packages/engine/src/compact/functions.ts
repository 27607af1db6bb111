import { fail } from './run.ts';
import { listOf, truthy } from './values.ts';

/** JSONata's functions that mappings call most, for arguments that were checked. A missing text gives a missing result. */

type Text = string | undefined;

/** An argument, which is of the kind that is wanted or missing. */
export const argument = (kind: 'string' | 'number' | 'boolean', value: unknown) =>
  value === undefined || typeof value === kind ? value : fail();

/** An argument where a list of texts or of objects is wanted: a lone one is a list. */
export function items(fits: (item: unknown) => boolean, value: unknown): unknown {
  if (value === undefined) return value;
  return listOf(value).every(fits) ? listOf(value) : fail('T0412');
}

export const not = (value: unknown) => (value === undefined ? value : !truthy(value));
export const boolean = (value: unknown) => (value === undefined ? value : truthy(value));
export const abs = (value: unknown) => (value === undefined ? value : Math.abs(value as number));
export const lowercase = (text: Text) => text?.toLowerCase();
export const uppercase = (text: Text) => text?.toUpperCase();
export const join = (texts?: readonly string[], separator = '') => texts?.join(separator);
export const concat = (left: unknown, right: unknown) => (string(left) ?? '') + (string(right) ?? '');

export const type = (value: unknown) =>
  value === undefined ? value : value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

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

// A mark that is missing is looked for as `undefined`, by JSONata too.
export const substringBefore = (text: Text, mark: unknown) =>
  text?.includes(mark as string) ? text.slice(0, text.indexOf(mark as string)) : text;

export const substringAfter = (text: Text, mark: unknown) =>
  text?.includes(mark as string) ? text.slice(text.indexOf(mark as string) + `${mark}`.length) : text;

export const merge = (objects?: readonly object[]) =>
  objects && Object.fromEntries(objects.flatMap((one) => Object.entries(one)));

/** `$error`. What it says is said by the script that explains. */
export const error = () => fail('D3137');
