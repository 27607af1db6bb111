import { allowText, spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';
import { isNumber } from './truth.ts';

/**
 * A value as text: text as it is, a function as none, anything else as JSON, numbers in it to 15 digits.
 *
 * @throws JsonataError D3001 for a number out of range, D1001 for one inside a structure.
 */
export function string(run: Run, value: unknown, pretty?: boolean): string | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'string':
      return value;
    case 'function':
      return '';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) {
        throw new JsonataError('D3001', `only a finite number can be made text, found ${describe(value)}`, { value });
      }
      if (!Number.isInteger(value)) spend(run.budget, 4);
      return String(toPrecision(value));
    default:
      return json(run, value, pretty ? 2 : 0);
  }
}

/** What floating point adds behind 15 digits is noise: 0.1 + 0.2 is told as 0.3. */
export function toPrecision(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function json(run: Run, value: unknown, space: number): string {
  const { budget } = run;
  let length = 0;
  spend(budget, 8);
  // One value may occur in a structure a million times over, so the size is watched while the text is made.
  const replace = (key: string, part: unknown): unknown => {
    spend(budget, 1);
    length += key.length + (typeof part === 'string' ? part.length : 1);
    if (length > budget.text) allowText(budget, length);
    if (isNumber(part)) {
      if (!Number.isInteger(part)) spend(budget, 4);
      return toPrecision(part);
    }
    return typeof part === 'function' ? '' : part;
  };
  const text = JSON.stringify(value, replace, space);
  allowText(budget, text.length);
  return text;
}
