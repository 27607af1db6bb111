import { JsonataError } from '../../error.ts';

/** The options of $formatNumber and their defaults: XPath's decimal format. `infinity` and `NaN` are read and never used. */
const DEFAULTS = {
  'decimal-separator': '.',
  'grouping-separator': ',',
  'exponent-separator': 'e',
  'minus-sign': '-',
  percent: '%',
  'per-mille': '\u2030',
  'zero-digit': '0',
  digit: '#',
  'pattern-separator': ';',
  infinity: 'Infinity',
  NaN: 'NaN',
} as const;

type Option = keyof typeof DEFAULTS;

/** Signs by their options; an option that is not there has its default. */
export type Signs = { readonly [Name in Option]?: string };

const OPTIONS = Object.keys(DEFAULTS) as Option[];
const MAY_BE_EMPTY = new Set<Option>(['infinity', 'minus-sign', 'NaN']);
const LONGEST_SIGN = 100;

/** Reads the options of $formatNumber. Unknown ones are ignored; one that is no text, empty or too long throws D3094. */
export function signsFrom(options: Readonly<Record<string, unknown>>): Signs {
  const signs: { [Name in Option]?: string } = {};
  for (const option of OPTIONS) {
    if (Object.hasOwn(options, option)) signs[option] = signFrom(option, options[option]);
  }
  return signs;
}

function signFrom(option: Option, sign: unknown): string {
  if (typeof sign === 'string' && sign.length <= LONGEST_SIGN && (sign !== '' || MAY_BE_EMPTY.has(option))) return sign;
  const found = typeof sign === 'string' ? `a text of ${sign.length} characters` : `a ${typeof sign}`;
  throw new JsonataError(
    'D3094',
    `the option "${option}" of $formatNumber is a text of 1 to 100 characters, found ${found}`,
  );
}

/** The signs as the reading and writing of numbers use them. */
export interface NumberSymbols {
  readonly decimal: string;
  readonly grouping: string;
  readonly exponent: string;
  readonly minus: string;
  readonly percent: string;
  readonly perMille: string;
  readonly zero: string;
  /** Stands for a digit that is left out when it is a leading or trailing zero. */
  readonly optional: string;
  readonly pattern: string;
  /** The ten digits, from `zero` up. */
  readonly digits: readonly string[];
  isDigit(sign: string): boolean;
  /** Whether a sign may stand between the prefix and the suffix. */
  isActive(sign: string): boolean;
}

export function symbolsOf(chosen: Signs = {}): NumberSymbols {
  const signs = { ...DEFAULTS, ...chosen };
  const first = signs['zero-digit'].charCodeAt(0);
  const digits = Array.from({ length: 10 }, (_, digit) => String.fromCharCode(first + digit));
  const symbols = {
    decimal: signs['decimal-separator'],
    grouping: signs['grouping-separator'],
    exponent: signs['exponent-separator'],
    minus: signs['minus-sign'],
    percent: signs.percent,
    perMille: signs['per-mille'],
    zero: signs['zero-digit'],
    optional: signs.digit,
    pattern: signs['pattern-separator'],
    digits,
  };
  const family = new Set(digits);
  const { decimal, grouping, exponent, optional, pattern } = symbols;
  const active = new Set([...digits, decimal, grouping, exponent, optional, pattern]);
  return { ...symbols, isDigit: (sign) => family.has(sign), isActive: (sign) => active.has(sign) };
}
