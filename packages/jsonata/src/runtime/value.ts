import { JsonataError } from '../error.ts';
import type { Run } from './run.ts';
import { boolean, isNumber, truthy } from './truth.ts';

/** Functions on any value. */

export function exists(_run: Run, value: unknown): boolean {
  return value !== undefined;
}

export function toBoolean(run: Run, value: unknown): boolean | undefined {
  return boolean(value, run);
}

export function not(run: Run, value: unknown): boolean | undefined {
  return value === undefined ? undefined : !truthy(value, run);
}

/** `null`, `number`, `string`, `boolean`, `array`, `function` or `object`. */
export function type(_run: Run, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return isNumber(value) ? 'number' : 'object';
  return typeof value;
}

/** Throws D3137 with the text as its message. */
export function error(_run: Run, message?: string): never {
  throw new JsonataError('D3137', message || '$error() function evaluated');
}

/** Throws D3141 with the text as its message unless the condition is true. */
export function assert(_run: Run, condition: boolean | undefined, message?: string): undefined {
  if (!condition) throw new JsonataError('D3141', message || '$assert() statement failed');
}
