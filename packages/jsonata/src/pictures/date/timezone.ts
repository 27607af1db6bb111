import type { Budget } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { writeInteger } from '../integer/format-integer.ts';
import { integerPicture } from '../integer/picture.ts';
import type { DateMarker } from './picture.ts';

/** An offset from UTC, read as the reference reads it: both parts carry the sign, hours are rounded down. */
export interface Offset {
  readonly hours: number;
  readonly minutes: number;
}

export const UTC: Offset = { hours: 0, minutes: 0 };

/** Reads "+hhmm" or "-hhmm". Throws D3111 for a text that is no number (a zone's name, say). */
export function parseOffset(timezone: string): Offset {
  const offset = Number.parseInt(timezone, 10);
  if (Number.isNaN(offset)) {
    const found = `a text of ${timezone.length} characters`;
    throw new JsonataError('D3111', `a timezone is an offset from UTC such as "+0530", found ${found}`);
  }
  return { hours: Math.floor(offset / 100), minutes: offset % 100 };
}

export function offsetMillis({ hours, minutes }: Offset): number {
  return (60 * hours + minutes) * 60_000;
}

/** Writes an offset as a Z or z marker says (XPath F&O 9.8.4.6). Throws D3134 for a pattern of more than four digits. */
export function writeOffset({ hours, minutes }: Offset, marker: DateMarker, budget: Budget): string {
  const offset = hours * 100 + minutes;
  const onlyHours = digitsOf(marker) <= 2;
  if (offset === 0 && marker.zulu) return 'Z';
  const minutesToo = onlyHours && minutes !== 0 ? `:${writeInteger(minutes, integerPicture('00'), budget)}` : '';
  const text = writeInteger(onlyHours ? hours : offset, marker.integer!, budget) + minutesToo;
  return (marker.component === 'z' ? 'GMT' : '') + (offset >= 0 ? '+' : '') + text;
}

/** How many digits the pattern has; a pattern with regular separators ("01:01") writes hours and minutes, as four do. */
function digitsOf(marker: DateMarker): number {
  const format = marker.integer;
  if (format?.kind === 'digits' && format.grouping.kind === 'regular') return 4;
  const digits = format?.kind === 'digits' ? format.mandatory : 0;
  if (digits < 1 || digits > 4) {
    throw new JsonataError('D3134', `a timezone marker has one to four digits, this one has ${digits}`, {
      value: digits,
    });
  }
  return digits;
}
