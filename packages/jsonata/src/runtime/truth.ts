import { spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import type { Run } from './run.ts';

/**
 * JSONata's truth: text and objects are true unless empty, numbers unless 0, arrays when some item is true; null and
 * functions are false; what is missing is neither (and fails tests). Items of arrays are steps of the run, if it is given.
 */
export function boolean(value: unknown, run?: Run): boolean | undefined {
  return value === undefined ? undefined : truthy(value, run);
}

export function truthy(value: unknown, run?: Run): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumber(value) && value !== 0;
    case 'object':
      if (value === null) return false;
      return Array.isArray(value) ? someTrue(value, run) : Object.keys(value).length > 0;
    default:
      return false;
  }
}

/** Every item is looked at, as one that is no number at all is an error wherever it stands. */
function someTrue(array: readonly unknown[], run: Run | undefined): boolean {
  if (run !== undefined) spend(run.budget, array.length);
  let some = false;
  for (let index = 0; index < array.length; index++) if (truthy(array[index], run)) some = true;
  return some;
}

/** Whether a value is a number that JSON knows. Throws D1001 when it is too large for that. */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', 'a number is out of range', { value });
  return true;
}
