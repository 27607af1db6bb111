import type { Arguments, Command } from '../usage/command.ts';
import { UsageFault } from '../usage/command.ts';

/** Options that say which calls are meant. */
export const filterOptions: Command['options'] = {
  source: { value: 'NAME', summary: 'only calls of this source' },
  destination: { value: 'NAME', summary: 'only what was meant for this destination' },
  type: { value: 'TYPE', summary: 'only calls of this type: track, identify ...' },
  event: { value: 'NAME', summary: 'only track calls of this event' },
  user: { value: 'ID', summary: 'only calls with this userId or anonymousId' },
  code: { value: 'CODE', summary: 'only what ended for this reason: MESSAGE_REJECTED ...' },
  from: {
    value: 'TIME',
    summary: 'accepted at this time or later: 2026-01-02T03:04:05Z, 2026-01-02, or 36h ago as 36h',
  },
  to: { value: 'TIME', summary: 'accepted before' },
};

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };

/** The filters that were given, in the words of the admin API. `now` in milliseconds since 1970. */
export function filtersIn({ options }: Arguments, now: number): Record<string, string> {
  const given = Object.keys(filterOptions).flatMap((name): [string, string][] => {
    const value = options[name];
    if (value === undefined) return [];
    // The server takes a blank filter for none, which would mean more than was meant.
    if (value.trim() === '') throw new UsageFault(`--${name} wants a value`);
    return [[name, name === 'from' || name === 'to' ? timeIn(name, value, now) : value]];
  });
  return Object.fromEntries(given);
}

function timeIn(name: string, value: string, now: number): string {
  const [, ago, unit] = /^(\d{1,6})([mhd])$/.exec(value) ?? [];
  if (ago !== undefined) return new Date(now - Number(ago) * units[unit!]!).toISOString();
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value);
  if (isTime && !Number.isNaN(Date.parse(value))) return value;
  throw new UsageFault(`--${name} wants a time: 2026-01-02T03:04:05Z, a date, or how long ago (30m, 36h, 7d)`);
}
