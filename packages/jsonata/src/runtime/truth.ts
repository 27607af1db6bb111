import { JsonataError } from '../error.ts';

/**
 * JSONata's truth: text and objects are true unless empty, numbers unless 0, arrays when some item is true; null and
 * functions are false; what is missing is neither (and fails tests).
 */
export function boolean(value: unknown): boolean | undefined {
  return value === undefined ? undefined : truthy(value);
}

export function truthy(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumber(value) && value !== 0;
    case 'object':
      if (value === null) return false;
      if (!Array.isArray(value)) return Object.keys(value).length > 0;
      // Every item is looked at, as one that is no number at all is an error wherever it stands.
      return value.length === 1 ? truthy(value[0]) : value.filter(truthy).length > 0;
    default:
      return false;
  }
}

/** Whether a value is a number that JSON knows. Throws D1001 when it is too large for that. */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', 'a number is out of range', { value });
  return true;
}
