import { described, Invalid } from './invalid.ts';

/** Characters as a person counts them, so that an emoji is one. */
const longestName = 200;

/** An event's name: text of 1 to 200 characters; throws `Invalid`. */
export function parseEventName(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new Invalid(field, `must be non-empty text, but is ${described(value)}`);
  }
  // Code units are an upper bound, so that only long names are counted by character.
  if (value.length > longestName && [...value].length > longestName) {
    throw new Invalid(field, `must be at most ${longestName} characters, but is ${described(value)}`);
  }
  return value.toWellFormed();
}
