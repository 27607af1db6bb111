import { UsageFault } from './usage/command.ts';

/** Milliseconds of `--now`, an ISO 8601 time with its zone; without it the time that it is. */
export function toldTime(given: string | undefined): number {
  if (given === undefined) return Date.now();
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(given)
    ? Date.parse(given)
    : Number.NaN;
  if (Number.isNaN(time)) throw new UsageFault(`--now wants a time with its zone, such as 2026-01-02T03:04:05.678Z`);
  return time;
}
