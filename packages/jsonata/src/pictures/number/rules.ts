import { JsonataError } from '../../error.ts';
import type { NumberParts } from './parts.ts';
import type { NumberSymbols } from './symbols.ts';

interface Rule {
  readonly code: string;
  readonly wanted: string;
  readonly broken: (parts: NumberParts, symbols: NumberSymbols) => boolean;
}

const repeats = (text: string, sign: string): boolean => text.indexOf(sign) !== text.lastIndexOf(sign);
const hasDigit = (text: string, symbols: NumberSymbols): boolean => text.split('').some(symbols.isDigit);

/** The rules of XPath F&O 4.7.3 for one sub-picture, in the order of their codes. */
const RULES: readonly Rule[] = [
  {
    code: 'D3081',
    wanted: 'at most one decimal separator',
    broken: ({ picture }, { decimal }) => repeats(picture, decimal),
  },
  {
    code: 'D3082',
    wanted: 'at most one percent sign',
    broken: ({ picture }, { percent }) => repeats(picture, percent),
  },
  {
    code: 'D3083',
    wanted: 'at most one per-mille sign',
    broken: ({ picture }, { perMille }) => repeats(picture, perMille),
  },
  {
    code: 'D3084',
    wanted: 'a percent sign or a per-mille sign, not both',
    broken: ({ picture }, { percent, perMille }) => picture.includes(percent) && picture.includes(perMille),
  },
  {
    code: 'D3085',
    wanted: 'a digit or an optional digit ("#") in its mantissa',
    broken: ({ mantissa }, symbols) =>
      !mantissa.split('').some((sign) => symbols.isDigit(sign) || sign === symbols.optional),
  },
  {
    code: 'D3086',
    wanted: 'no other character between its digits and separators',
    broken: ({ active }, symbols) => !active.split('').every(symbols.isActive),
  },
  {
    code: 'D3087',
    wanted: 'no grouping separator next to the decimal separator',
    broken: ({ picture }, { decimal, grouping }) => {
      const at = picture.indexOf(decimal);
      return at !== -1 && (picture.charAt(at - 1) === grouping || picture.charAt(at + 1) === grouping);
    },
  },
  {
    code: 'D3088',
    wanted: 'no grouping separator at the end of its integer part',
    broken: ({ picture, integer }, { decimal, grouping }) =>
      !picture.includes(decimal) && integer.charAt(integer.length - 1) === grouping,
  },
  {
    code: 'D3089',
    wanted: 'no two grouping separators side by side',
    broken: ({ picture }, { grouping }) => picture.includes(grouping + grouping),
  },
  {
    code: 'D3090',
    wanted: 'optional digits before the digits of its integer part, not after one',
    broken: ({ integer }, symbols) => {
      const at = integer.indexOf(symbols.optional);
      return at !== -1 && hasDigit(integer.slice(0, at), symbols);
    },
  },
  {
    code: 'D3091',
    wanted: 'optional digits after the digits of its fractional part, not before one',
    broken: ({ fraction }, symbols) => {
      const at = fraction.lastIndexOf(symbols.optional);
      return at !== -1 && hasDigit(fraction.slice(at), symbols);
    },
  },
  {
    code: 'D3092',
    wanted: 'no exponent beside a percent or per-mille sign',
    broken: ({ picture, exponent }, { percent, perMille }) =>
      exponent !== undefined && exponent !== '' && (picture.includes(percent) || picture.includes(perMille)),
  },
  {
    code: 'D3093',
    wanted: 'digits only, and at least one, in its exponent',
    broken: ({ exponent }, symbols) =>
      exponent !== undefined && (exponent === '' || !exponent.split('').every(symbols.isDigit)),
  },
];

/** Throws for a sub-picture that breaks a rule; of several broken rules the last one is told, as the reference does. */
export function checkNumberParts(parts: NumberParts, symbols: NumberSymbols): void {
  const broken = RULES.findLast((rule) => rule.broken(parts, symbols));
  if (broken) throw new JsonataError(broken.code, `a picture of $formatNumber needs ${broken.wanted}`);
}
