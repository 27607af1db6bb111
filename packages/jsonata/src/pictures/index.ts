/**
 * The picture strings of JSONata: $formatNumber, $formatInteger, $parseInteger, $fromMillis and $toMillis, equal to the
 * reference (jsonata 2.2), without a clock, and under limits: lengths are checked before a text is made, and no picture
 * makes a slow regular expression.
 *
 * Chosen differences from the reference. Where it crashes, hangs or gives NaN, we throw a coded error: D1001 (numbers
 * that are not finite, moments out of range), D3094 (options that are no short text), D3095 (over 100 decimal places),
 * D3110 (a text shaped like a date that is none), D3111 (a timezone that is no offset), D3132 (where it writes
 * "undefined" for a component it does not know), D1018 (pictures over 10,000 characters). A text that can't be read by its picture gives nothing
 * where it gives NaN. A date text without a zone is UTC.
 */
export { fromMillis } from './date/format-date.ts';
export { toMillis } from './date/parse-date.ts';
export { formatInteger } from './integer/format-integer.ts';
export { parseInteger } from './integer/parse-integer.ts';
export { formatNumber } from './number/format-number.ts';
export { roundHalfEven } from './number/round-half-even.ts';
