import { described, Invalid } from '../../domain/invalid.ts';

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper bodies are refused: they hold no data, and what walks them later would run out of stack. */
const deepest = 100;

/** The item as an object of a depth that can be kept, or `Invalid`. */
export function objectBody(item: unknown): Json {
  if (!isObject(item)) throw new Invalid('', `must be an object, but is ${described(item)}`);
  if (isDeeperThan(deepest, item)) throw new Invalid('', `nests deeper than ${deepest} levels`);
  return item;
}

function isDeeperThan(levels: number, value: object): boolean {
  if (levels === 0) return true;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof part === 'object' && part !== null && isDeeperThan(levels - 1, part)) return true;
  }
  return false;
}

/** An id as text, so that 1 and "1" are one; `Invalid` when it is neither text nor a number, or empty. */
export function idText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value.toWellFormed();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Invalid(field, `must be non-empty text or a number, but is ${described(value)}`);
}

export function nonEmptyText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value.toWellFormed();
  throw new Invalid(field, `must be non-empty text, but is ${described(value)}`);
}

/** A list of non-empty texts, each once. */
export function texts(value: unknown, field: string): string[] {
  if (!Array.isArray(value)) throw new Invalid(field, `must be a list of texts, but is ${described(value)}`);
  return [...new Set(value.map((part, index) => nonEmptyText(part, `${field}[${index}]`)))];
}

/** An object, `null` (clears) or `undefined` (says nothing). */
export function optionalObject(value: unknown, field: string): Json | null | undefined {
  if (value === undefined || value === null || isObject(value)) return value;
  throw new Invalid(field, `must be an object, but is ${described(value)}`);
}
