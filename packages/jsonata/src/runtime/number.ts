import { spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';

/** Functions on numbers. A missing argument gives a missing result. */

type Number_ = number | undefined;

const decimal = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
// The reference's alternatives are anchored at one end only; what they let through is read by Number all the same.
const radix = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/;

/** A number from text (decimal, or 0x, 0o, 0b), from a boolean, or itself. */
export function number(run: Run, value: unknown): Number_ {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    spendText(run.budget, value, 32);
    if (decimal.test(value) && Number.isFinite(Number.parseFloat(value))) return Number.parseFloat(value);
    if (radix.test(value)) return Number(value);
  }
  throw new JsonataError('D3030', `no number can be read from ${describe(value)}`, { value, index: 1 });
}

export function abs(_run: Run, value: Number_): Number_ {
  return value === undefined ? undefined : Math.abs(value);
}

export function floor(_run: Run, value: Number_): Number_ {
  return value === undefined ? undefined : Math.floor(value);
}

export function ceil(_run: Run, value: Number_): Number_ {
  return value === undefined ? undefined : Math.ceil(value);
}

/** Rounds to so many decimal places (0 when left out; tens, hundreds when negative), a half to the even neighbour. */
export function round(run: Run, value: Number_, places?: number): Number_ {
  if (value === undefined) return undefined;
  // Shifting by text avoids what multiplying by powers of ten would add.
  if (places) spend(run.budget, 8);
  const shifted = places ? shift(value, places) : value;
  let result = Math.round(shifted);
  if (Math.abs(result - shifted) === 0.5 && Math.abs(result % 2) === 1) result -= 1;
  if (places) result = shift(result, -places);
  return Object.is(result, -0) ? 0 : result;
}

function shift(value: number, places: number): number {
  const [digits, exponent] = String(value).split('e');
  return Number(`${digits}e${exponent === undefined ? places : Number(exponent) + places}`);
}

export function sqrt(_run: Run, value: Number_): Number_ {
  if (value === undefined) return undefined;
  if (value < 0) throw new JsonataError('D3060', 'a negative number has no square root', { value, index: 1 });
  return Math.sqrt(value);
}

export function power(_run: Run, base: Number_, exponent: number): Number_ {
  if (base === undefined) return undefined;
  const result = base ** exponent;
  if (Number.isFinite(result)) return result;
  throw new JsonataError('D3061', 'the power is not a number that JSON knows', { value: base, index: 1 });
}

/** A whole number as text in a base from 2 to 36, 10 when left out. */
export function formatBase(run: Run, value: Number_, base: Number_): string | undefined {
  if (value === undefined) return undefined;
  const rounded = base === undefined ? 10 : round(run, base)!;
  if (!(rounded >= 2 && rounded <= 36)) {
    throw new JsonataError('D3100', `the base must be from 2 to 36, found ${rounded}`, { value: rounded });
  }
  const text = round(run, value)!.toString(rounded);
  spend(run.budget, 2 + Math.floor(text.length / 10));
  return text;
}

export function random(run: Run): number {
  return run.random();
}

export function sum(run: Run, values: readonly number[] | undefined): Number_ {
  return folded(run, values, 0, (total, value) => total + value);
}

export function max(run: Run, values: readonly number[] | undefined): Number_ {
  return values?.length ? folded(run, values, Number.NEGATIVE_INFINITY, Math.max) : undefined;
}

export function min(run: Run, values: readonly number[] | undefined): Number_ {
  return values?.length ? folded(run, values, Number.POSITIVE_INFINITY, Math.min) : undefined;
}

export function average(run: Run, values: readonly number[] | undefined): Number_ {
  return values?.length ? sum(run, values)! / values.length : undefined;
}

function folded(
  run: Run,
  values: readonly number[] | undefined,
  start: number,
  join: (result: number, value: number) => number,
): Number_ {
  if (values === undefined) return undefined;
  spend(run.budget, values.length);
  return values.reduce((result, value) => join(result, value), start);
}
