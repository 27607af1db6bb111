import { JsonataError } from '../error.ts';
import {
  toMillis as readDate,
  parseInteger as readInteger,
  fromMillis as writeDate,
  formatInteger as writeInteger,
  formatNumber as writeNumber,
} from '../pictures/index.ts';
import type { Run } from './run.ts';

/** Functions that write and read by picture strings. A missing argument gives a missing result. */

export function formatNumber(
  run: Run,
  value: number | undefined,
  picture: string | undefined,
  options?: Record<string, string>,
): string | undefined {
  return value === undefined ? undefined : writeNumber(value, wanted(picture), options, run.budget);
}

export function formatInteger(run: Run, value: number | undefined, picture: string | undefined): string | undefined {
  return value === undefined ? undefined : writeInteger(value, wanted(picture), run.budget);
}

export function parseInteger(run: Run, text: string | undefined, picture: string | undefined): number | undefined {
  return text === undefined ? undefined : readInteger(text, wanted(picture), run.budget);
}

export function fromMillis(
  run: Run,
  millis: number | undefined,
  picture?: string,
  timezone?: string,
): string | undefined {
  return millis === undefined ? undefined : writeDate(millis, picture, timezone, run.budget);
}

export function toMillis(run: Run, text: string | undefined, picture?: string): number | undefined {
  return text === undefined ? undefined : readDate(text, picture, run.now, run.budget);
}

/** The told time, written by a picture. */
export function now(run: Run, picture?: string, timezone?: string): string {
  return writeDate(run.now, picture, timezone, run.budget);
}

/** The told time in milliseconds since 1970 UTC. */
export function millis(run: Run): number {
  return run.now;
}

/** A picture that may not be left out. Throws T0410 when it is missing all the same. */
function wanted(picture: string | undefined): string {
  if (picture === undefined) throw new JsonataError('T0410', 'a picture is wanted, found nothing', { index: 2 });
  return picture;
}
