import { allowText, type Budget } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { regularInterval } from '../grouping.ts';
import { repeated } from '../padding.ts';

/** A decimal digit pattern (XPath F&O 4.6.1), such as "0", "#,##0" or "٠٠". */
export interface DigitsFormat {
  readonly kind: 'digits';
  /** The code of the script's zero; 0x30 for "0". */
  readonly zero: number;
  readonly mandatory: number;
  readonly optional: number;
  readonly ordinal: boolean;
  readonly grouping: Grouping;
}

type Grouping =
  | { readonly kind: 'none' }
  /** The same sign after every `interval` digits, counted from the right, however long the number is. */
  | { readonly kind: 'regular'; readonly interval: number; readonly sign: string }
  /** Single signs, each so many digits from the right; the leftmost comes first. */
  | { readonly kind: 'single'; readonly signs: readonly Separator[] };

interface Separator {
  readonly position: number;
  readonly sign: string;
}

/** The zeros of the scripts that the reference knows. */
const ZEROS = [
  0x30, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

const ASCII_ZERO = 0x30;
const OPTIONAL_DIGIT = '#';

/** Reads a decimal digit pattern; undefined when there is no digit in it. Throws D3131 for digits of two scripts. */
export function digitsFormat(pattern: string, ordinal: boolean): DigitsFormat | undefined {
  const zeros = new Set<number>();
  const signs: Separator[] = [];
  let mandatory = 0;
  let optional = 0;
  for (const sign of Array.from(pattern).reverse()) {
    const zero = zeroOf(sign);
    if (zero !== undefined) {
      zeros.add(zero);
      mandatory++;
    } else if (sign === OPTIONAL_DIGIT) {
      optional++;
    } else {
      signs.push({ position: mandatory + optional, sign });
    }
  }
  if (zeros.size > 1) {
    throw new JsonataError('D3131', `a picture takes all its digits from one script, this one mixes ${zeros.size}`);
  }
  const [zero] = zeros;
  if (zero === undefined) return undefined;
  return { kind: 'digits', zero, mandatory, optional, ordinal, grouping: groupingOf(signs) };
}

function zeroOf(sign: string): number | undefined {
  const code = sign.codePointAt(0)!;
  return ZEROS.find((zero) => code >= zero && code <= zero + 9);
}

function groupingOf(signs: readonly Separator[]): Grouping {
  const [first] = signs;
  if (first === undefined) return { kind: 'none' };
  const interval = signs.every(({ sign }) => sign === first.sign)
    ? regularInterval(signs.map(({ position }) => position))
    : 0;
  return interval > 0 ? { kind: 'regular', interval, sign: first.sign } : { kind: 'single', signs: signs.toReversed() };
}

/** Writes a whole number that is not negative by a decimal digit pattern. */
export function formatDigits(value: number, format: DigitsFormat, budget: Budget): string {
  const plain = String(value);
  const padded = repeated('0', format.mandatory - plain.length, budget) + plain;
  const digits = format.zero === ASCII_ZERO ? padded : shifted(padded, format.zero - ASCII_ZERO);
  const text = grouped(digits, format.grouping, budget);
  return format.ordinal ? text + ordinalSuffix(text) : text;
}

function shifted(text: string, distance: number): string {
  return Array.from(text, (sign) => String.fromCodePoint(sign.codePointAt(0)! + distance)).join('');
}

function grouped(digits: string, grouping: Grouping, budget: Budget): string {
  if (grouping.kind === 'none') return digits;
  if (grouping.kind === 'single') {
    // A separator that lies beyond the number's first digit takes digits away: so the reference does.
    let text = digits;
    for (const { position, sign } of grouping.signs) {
      const at = text.length - position;
      text = text.slice(0, Math.max(at, 0)) + sign + text.slice(at);
    }
    return text;
  }
  const { interval, sign } = grouping;
  const groups = Math.floor((digits.length - 1) / interval);
  allowText(budget, digits.length + groups * sign.length);
  const parts = [digits.slice(0, digits.length - groups * interval)];
  for (let group = groups; group > 0; group--) {
    const at = digits.length - group * interval;
    parts.push(digits.slice(at, at + interval));
  }
  return parts.join(sign);
}

function ordinalSuffix(text: string): string {
  if (text.at(-2) === '1') return 'th';
  switch (text.at(-1)) {
    case '1':
      return 'st';
    case '2':
      return 'nd';
    case '3':
      return 'rd';
    default:
      return 'th';
  }
}

/** Reads a text as a decimal digit pattern writes it; NaN when there is no number at its start. */
export function parseDigits(text: string, format: DigitsFormat): number {
  const withoutSuffix = format.ordinal ? text.slice(0, Math.max(text.length - 2, 0)) : text;
  const digits = ungrouped(withoutSuffix, format.grouping);
  // biome-ignore lint/correctness/useParseIntRadix: as the reference, which reads "0x10" as 16
  if (format.zero === ASCII_ZERO) return Number.parseInt(digits);
  const ownDigits = Array.from(digits).every((sign) => sign.codePointAt(0)! >= format.zero - ASCII_ZERO);
  return ownDigits ? Number.parseInt(shifted(digits, ASCII_ZERO - format.zero), 10) : Number.NaN;
}

/** Of a regular picture the commas go, whatever its own sign is: so the reference does. */
function ungrouped(text: string, grouping: Grouping): string {
  if (grouping.kind === 'none') return text;
  if (grouping.kind === 'regular') return text.replaceAll(',', '');
  return grouping.signs.reduceRight((rest, { sign }) => rest.replaceAll(sign, ''), text);
}
