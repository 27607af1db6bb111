import { allowArray, allowText, spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';
import { pushAll } from './sequence.ts';
import { string } from './string.ts';
import { isNumber } from './truth.ts';

/**
 * Operators where the quick test in the emitted code did not hold: a side is missing, of the wrong kind, or a result is
 * not finite.
 */
export function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: unknown, right: unknown): number | undefined {
  if (left !== undefined && !isNumber(left)) throw noNumber('T2001', 'left', operator, left);
  if (right !== undefined && !isNumber(right)) throw noNumber('T2002', 'right', operator, right);
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function noNumber(code: string, side: string, operator: string, value: unknown): JsonataError {
  return new JsonataError(code, `the ${side} side of ${operator} must be a number, found ${describe(value)}`, {
    value,
  });
}

export function negate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (isNumber(value)) return -value;
  throw new JsonataError('D1002', `only a number can be negated, found ${describe(value)}`, { value });
}

/**
 * Order of two numbers or of two texts (by UTF-16 code units); missing when a side is missing. Long texts are steps of the
 * run, if it is given.
 */
export function compare(
  operator: '<' | '<=' | '>' | '>=',
  left: unknown,
  right: unknown,
  run?: Run,
): boolean | undefined {
  if (run !== undefined && typeof left === 'string') spendText(run.budget, left);
  if (!comparable(left) || !comparable(right)) {
    const value = typeof left === 'string' || typeof left === 'number' ? right : left;
    const found = `found ${describe(comparable(left) ? right : left)}`;
    throw new JsonataError('T2010', `both sides of ${operator} must be numbers or texts, ${found}`, { value });
  }
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) {
    const found = `found ${describe(left)} and ${describe(right)}`;
    throw new JsonataError('T2009', `both sides of ${operator} must be numbers, or both texts, ${found}`, {
      value: left,
    });
  }
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function comparable(value: unknown): value is string | number | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

/** `left & right`: both as text, a missing one as none. */
export function concat(run: Run, left: unknown, right: unknown): string {
  const first = typeof left === 'string' ? left : left === undefined ? '' : string(run, left)!;
  const second = typeof right === 'string' ? right : right === undefined ? '' : string(run, right)!;
  if (first.length + second.length > run.budget.text) allowText(run.budget, first.length + second.length);
  return first + second;
}

/** The whole numbers from one to the other, as a list; missing when there are none. */
export function range(run: Run, from: unknown, to: unknown): number[] | undefined {
  if (from !== undefined && !Number.isInteger(from)) throw noInteger('T2003', 'left', from);
  if (to !== undefined && !Number.isInteger(to)) throw noInteger('T2004', 'right', to);
  if (from === undefined || to === undefined) return undefined;
  const first = from as number;
  const length = (to as number) - first + 1;
  if (length <= 0) return undefined;
  if (length > 1e7) {
    throw new JsonataError('D2014', `a range may hold 10000000 numbers at most, not ${length}`, { value: length });
  }
  allowArray(run.budget, length);
  spend(run.budget, length);
  const numbers = new Array<number>(length);
  for (let index = 0; index < length; index++) numbers[index] = first + index;
  return numbers;
}

function noInteger(code: string, side: string, value: unknown): JsonataError {
  return new JsonataError(code, `the ${side} side of .. must be a whole number, found ${describe(value)}`, { value });
}

/** Adds `from..to` to an array in the making. */
export function appendRange(run: Run, list: unknown[], from: unknown, to: unknown): void {
  const numbers = range(run, from, to);
  if (numbers !== undefined) pushAll(run, list, numbers);
}
