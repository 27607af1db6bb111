/**
 * The picture strings of JSONata: $formatNumber, $formatInteger, $parseInteger, $fromMillis and $toMillis, equal to the
 * reference (jsonata 2.2), without a clock, and under limits: lengths are checked before a text is made, and no picture
 * makes a slow regular expression.
 *
 * Chosen differences. Where the reference crashes, hangs, or writes "NaN" or "undefined", there is a coded error:
 * - D1001 for numbers that are not finite, and moments that no date can hold
 * - D1018 for pictures of more than 10,000 characters
 * - D3094 for an option of $formatNumber that is no text of 1 to 100 characters
 * - D3095 for more than 100 decimal places
 * - D3110 for a text that is shaped like a date and is none: a 13th month, a 25th hour, a fraction without a time
 * - D3111 for a timezone that is no offset
 * - D3132 for a component that there is none of, also when it has a modifier ("[y0001]")
 * - D3133 for the name of a fraction of a second
 *
 * A width that is no number counts as none. A text that can't be read by its picture gives nothing where the reference
 * gives NaN or trips over a character. A date text without a zone is UTC.
 *
 * Kept, because the reference does so: separators that are not regular and lie beyond a number's first digit take
 * digits away; offsets such as "-0330" are read as -04:30 by $fromMillis and as -02:30 by $toMillis; an unknown month
 * name counts as no month; $parseInteger takes only commas out of a regular picture.
 */
export { fromMillis } from './date/format-date.ts';
export { toMillis } from './date/parse-date.ts';
export { formatInteger } from './integer/format-integer.ts';
export { parseInteger } from './integer/parse-integer.ts';
export { formatNumber } from './number/format-number.ts';
export { roundHalfEven } from './number/round-half-even.ts';
