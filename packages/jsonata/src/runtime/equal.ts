import { spend, spendMembers, spendText } from '../budget.ts';
import type { Run } from './run.ts';

/** `left = right`: deep, and false when either is missing. */
export function equals(run: Run, left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && same(run, left, right);
}

/** `left != right`: false when either is missing, too. */
export function differs(run: Run, left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && !same(run, left, right);
}

/** Whether two values are the same all the way down; the order of an object's members does not count. */
export function same(run: Run, left: unknown, right: unknown): boolean {
  if (typeof left === 'string') spendText(run.budget, left);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return false;
    spend(run.budget, left.length);
    for (let index = 0; index < left.length; index++) if (!same(run, left[index], right[index])) return false;
    return true;
  }
  // An array beside an object is compared by its own names, `length` among them, as the reference does.
  const names = Object.getOwnPropertyNames(left);
  if (names.length !== Object.getOwnPropertyNames(right).length) return false;
  spendMembers(run.budget, names.length);
  const one = left as Record<string, unknown>;
  const other = right as Record<string, unknown>;
  return names.every((name) => Object.hasOwn(other, name)) && names.every((name) => same(run, one[name], other[name]));
}

/** `left in right`: whether a value is one of the items, by identity. Items are steps of the run, if it is given. */
export function includes(left: unknown, right: unknown, run?: Run): boolean {
  if (left === undefined || right === undefined) return false;
  if (!Array.isArray(right)) return left === right;
  if (run !== undefined) spend(run.budget, right.length * itemCost(left));
  for (let index = 0; index < right.length; index++) if (right[index] === left) return true;
  return false;
}

/** Steps that comparing a value takes. */
function itemCost(value: unknown): number {
  return typeof value === 'string' ? 1 + Math.floor(value.length / 32) : 1;
}
