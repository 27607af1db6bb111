import { JsonataError } from '../../error.ts';

/** The signs that mean something in a picture of $formatNumber, as XPath's decimal format names them. */
export interface NumberSymbols {
  readonly decimal: string;
  readonly grouping: string;
  readonly exponent: string;
  readonly minus: string;
  readonly percent: string;
  readonly perMille: string;
  readonly zero: string;
  readonly digit: string;
  readonly pattern: string;
  /** The ten digits, from `zero` up. */
  readonly digits: readonly string[];
  isDigit(sign: string): boolean;
  /** Signs that may stand between the prefix and the suffix. */
  isActive(sign: string): boolean;
}

/** The options of $formatNumber with their defaults. `infinity` and `NaN` are known but have no use: there are no such numbers. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['decimal-separator', '.'],
  ['grouping-separator', ','],
  ['exponent-separator', 'e'],
  ['infinity', 'Infinity'],
  ['minus-sign', '-'],
  ['NaN', 'NaN'],
  ['percent', '%'],
  ['per-mille', '\u2030'],
  ['zero-digit', '0'],
  ['digit', '#'],
  ['pattern-separator', ';'],
]);

const MAY_BE_EMPTY = new Set(['infinity', 'minus-sign', 'NaN']);
const LONGEST_SYMBOL = 100;

export const DEFAULT_SYMBOLS: NumberSymbols = symbolsFrom(DEFAULTS);

/** Reads the options of $formatNumber. Unknown ones are ignored; one that is no text, empty or too long throws D3094. */
export function numberSymbols(options: Readonly<Record<string, unknown>>): NumberSymbols {
  const chosen = new Map(DEFAULTS);
  for (const name of DEFAULTS.keys()) {
    if (!Object.hasOwn(options, name)) continue;
    const sign = options[name];
    const fits = typeof sign === 'string' && sign.length <= LONGEST_SYMBOL && (sign !== '' || MAY_BE_EMPTY.has(name));
    if (!fits) {
      const found = typeof sign === 'string' ? `a text of ${sign.length} characters` : `a ${typeof sign}`;
      throw new JsonataError(
        'D3094',
        `the option "${name}" of $formatNumber must be a text of 1 to 100 characters, not ${found}`,
      );
    }
    chosen.set(name, sign);
  }
  return symbolsFrom(chosen);
}

function symbolsFrom(chosen: ReadonlyMap<string, string>): NumberSymbols {
  const sign = (name: string): string => chosen.get(name)!;
  const zero = sign('zero-digit');
  const digits = Array.from({ length: 10 }, (_, digit) => String.fromCharCode(zero.charCodeAt(0) + digit));
  const family = new Set(digits);
  const active = new Set([
    ...digits,
    sign('decimal-separator'),
    sign('exponent-separator'),
    sign('grouping-separator'),
    sign('digit'),
    sign('pattern-separator'),
  ]);
  return {
    decimal: sign('decimal-separator'),
    grouping: sign('grouping-separator'),
    exponent: sign('exponent-separator'),
    minus: sign('minus-sign'),
    percent: sign('percent'),
    perMille: sign('per-mille'),
    zero,
    digit: sign('digit'),
    pattern: sign('pattern-separator'),
    digits,
    isDigit: (char) => family.has(char),
    isActive: (char) => active.has(char),
  };
}
