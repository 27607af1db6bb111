import { spend } from '../budget.ts';
import type { Run } from './run.ts';
import { isNumber, truthy } from './truth.ts';

/**
 * How often a filter's result takes the item at an index of a list: for a number or numbers as often as one of them is
 * that index (from the end when negative), for anything else once when it is true.
 */
export function selections(run: Run, result: unknown, index: number, length: number): number {
  if (typeof result === 'number' && isNumber(result)) return indexOf(result, length) === index ? 1 : 0;
  if (!Array.isArray(result)) return truthy(result, run) ? 1 : 0;
  spend(run.budget, result.length);
  if (!result.every(isNumber)) return truthy(result, run) ? 1 : 0;
  let count = 0;
  for (const each of result) if (indexOf(each, length) === index) count++;
  return count;
}

function indexOf(value: number, length: number): number {
  const index = Math.floor(value);
  return index < 0 ? length + index : index;
}
