import { kindOf, present } from '../runtime/kinds.ts';
import type { WordState } from './state.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'unixSeconds',
  summary:
    'Seconds since 1970, with their fraction, of a time in ISO 8601; without a zone it is UTC. Nothing when it is missing, null or blank; anything else, a day that no calendar has among it, gives nothing and leaves a warning.',
  parameters: [{ name: 'time', meaning: 'a date, or a date and a time: `2020-01-02T03:04:05.678Z`' }],
  examples: [
    { expression: '$unixSeconds(timestamp)', event: { timestamp: '2020-01-02T03:04:05.678Z' }, gives: 1577934245.678 },
    { expression: '$unixSeconds("2020-01-02T03:04+01:00")', gives: 1577930640 },
    { expression: '$unixSeconds("2020-02-30")', gives: undefined },
  ],
  run: unixSeconds,
};

export function unixSeconds(state: WordState, time: unknown): unknown {
  const found = present(time);
  if (found === undefined) return undefined;
  const seconds = typeof found === 'string' && found.length <= 40 ? secondsOf(found) : undefined;
  if (seconds === undefined) state.warn('R402', `a time in ISO 8601 is wanted, ${kindOf(found)} was found`);
  return seconds;
}

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

function secondsOf(text: string): number | undefined {
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = 0, sign, hours = 0, minutes = 0] =
    iso.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day or month beyond the calendar would have moved the date on.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return undefined;
  const isMidnight = Number(hour) === 24 && Number(minute) + Number(second) + Number(`0.${fraction}`) === 0;
  if ((Number(hour) > 23 && !isMidnight) || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const whole = date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  // Milliseconds are what Segment's times have; more digits than that are cut off.
  return whole + Number(`0.${String(fraction).slice(0, 3)}`);
}
