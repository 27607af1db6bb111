import { areaAndLocation, isKnownToIntl } from '../words/is-time-zone.ts';
import { note } from './run.ts';
import { isText } from './values.ts';

/** The words about single values, in fewer words and slower than where many events are mapped. */

export const present = (value: unknown) =>
  value === null || (typeof value === 'string' && !value.trim()) ? undefined : value;

export function text(value: unknown): string | undefined {
  const found = present(value);
  return found === undefined || typeof found === 'string' ? found?.trim() : note('R402');
}

export function cut(value: unknown, length: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return note('R402');
  const points = [...value];
  const kept = typeof length === 'number' ? points.slice(0, Math.max(0, length)) : points;
  if (kept.length < points.length) note('R402');
  return kept.join('');
}

/** Asking Intl is dear, and one visitor has few zones. */
const zones: Record<string, boolean> = Object.create(null);

export function isTimeZone(name: unknown): boolean {
  if (typeof name !== 'string') return false;
  zones[name] ??= ['UTC', 'GMT'].includes(name) || (areaAndLocation.test(name) && isKnownToIntl(name));
  return zones[name];
}

const iso = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;

export function unixSeconds(time: unknown): number | undefined {
  const found = present(time);
  if (found === undefined) return undefined;
  const [, day, hour = 0, minute = 0, second = 0, fraction = '0', sign, hours = 0, minutes = 0] =
    (isText(found) && iso.exec(found)) || [];
  const date = new Date(day!);
  const ofDay = +hour * 3600 + +minute * 60 + +second;
  // A day that no calendar has would have moved the date on, or made it none.
  if (!date.toJSON()?.startsWith(day!) || ofDay + +`0.${fraction}` > 86_400) return note('R402');
  const offset = (+hours * 60 + +minutes) * (sign === '-' ? -60 : 60);
  // Milliseconds are what Segment's times have; more digits than that are cut off.
  return +date / 1000 + ofDay - offset + +`0.${fraction.slice(0, 3)}`;
}
