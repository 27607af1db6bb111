import { spend } from '../budget.ts';
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

/** Pictures of one evaluation that are remembered; fewer than analyses are kept. */
const mostPictures = 100;
const longestPicture = 10_000;
/** What reads numbers in words ("[Dwo]") knows all of them. */
const stepsToReadWords = 40_000;

/**
 * Takes the steps that analysing a picture costs, the first time that an evaluation uses it. Whether an earlier one has
 * left its analysis does not count: the same expression takes the same steps, always.
 */
function pay(run: Run, kind: string, picture: string, stepsACharacter: number, stepsAWord = 0): void {
  const key = kind + picture;
  if (run.pictures?.has(key)) return;
  const read = picture.length > longestPicture ? '' : picture;
  spend(run.budget, (8 + Math.min(picture.length, longestPicture)) * stepsACharacter);
  if (stepsAWord > 0) spend(run.budget, (read.split(/w/i).length - 1) * stepsAWord);
  if (run.pictures === undefined || run.pictures.size >= mostPictures) run.pictures = new Set();
  if (picture.length < 200) run.pictures.add(key);
}

export function formatNumber(
  run: Run,
  value: number | undefined,
  picture: string | undefined,
  options?: Record<string, string>,
): string | undefined {
  if (value === undefined) return undefined;
  pay(run, 'number', wanted(picture), options === undefined ? 2 : 8);
  return writeNumber(value, wanted(picture), options, run.budget);
}

export function formatInteger(run: Run, value: number | undefined, picture: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  pay(run, 'integer', wanted(picture), 2);
  return writeInteger(value, wanted(picture), run.budget);
}

export function parseInteger(run: Run, text: string | undefined, picture: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  pay(run, 'integer', wanted(picture), 2);
  return readInteger(text, wanted(picture), run.budget);
}

export function fromMillis(
  run: Run,
  millis: number | undefined,
  picture?: string,
  timezone?: string,
): string | undefined {
  if (millis === undefined) return undefined;
  if (picture !== undefined) pay(run, 'write', picture, 4);
  return writeDate(millis, picture, timezone, run.budget);
}

export function toMillis(run: Run, text: string | undefined, picture?: string): number | undefined {
  if (text === undefined) return undefined;
  if (picture !== undefined) pay(run, 'read', picture, 60, stepsToReadWords);
  return readDate(text, picture, run.now, run.budget);
}

/** The told time, written by a picture. */
export function now(run: Run, picture?: string, timezone?: string): string {
  if (picture !== undefined) pay(run, 'write', picture, 4);
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
