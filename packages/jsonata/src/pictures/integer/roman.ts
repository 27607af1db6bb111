import { type Budget, spendText } from '../../budget.ts';
import { repeated } from '../padding.ts';

const NUMERALS: readonly (readonly [value: number, numeral: string])[] = [
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const VALUES: ReadonlyMap<string, number> = new Map([
  ['M', 1000],
  ['D', 500],
  ['C', 100],
  ['L', 50],
  ['X', 10],
  ['V', 5],
  ['I', 1],
]);

/** Writes a whole number in lower-case roman numerals; 0 is the empty text. There is an "m" for each thousand. */
export function toRoman(value: number, budget: Budget): string {
  let text = repeated('m', Math.floor(value / 1000), budget);
  let rest = value % 1000;
  for (const [worth, numeral] of NUMERALS) {
    while (rest >= worth) {
      text += numeral;
      rest -= worth;
    }
  }
  spendText(budget, text, 16);
  return text;
}

/** Reads upper-case roman numerals: one that stands before a greater one is taken off. NaN for any other letter. */
export function fromRoman(text: string): number {
  let sum = 0;
  let greatest = 1;
  for (let at = text.length - 1; at >= 0; at--) {
    const value = VALUES.get(text.charAt(at)) ?? Number.NaN;
    if (value < greatest) {
      sum -= value;
    } else {
      greatest = value;
      sum += value;
    }
  }
  return sum;
}
