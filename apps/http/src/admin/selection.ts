import type { Delivery, Selection } from '@crosswalk/delivery';
import { suggest } from '@crosswalk/diagnostics';
import { Fault } from './fault.ts';

const texts = ['source', 'destination', 'messageId', 'type', 'event', 'user', 'code'] as const;
const states: readonly Delivery['state'][] = ['waiting', 'in flight', 'delivered', 'skipped', 'dead'];

/** What a selection may be made of. */
export const selectionWords: readonly string[] = [...texts, 'state', 'from', 'to'];

/**
 * Which deliveries are meant, by words of an address or of a JSON body; blank ones say nothing. Throws a `Fault` for a word
 * that is neither one of a selection nor among `others`: a filter that is misspelt would mean more than was meant.
 */
export function parseSelection(given: unknown, others: readonly string[] = []): Selection {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Fault(400, 'an object is wanted');
  const selection: { -readonly [Word in keyof Selection]: Selection[Word] } = {};
  for (const [word, value] of Object.entries(given)) {
    if (others.includes(word)) continue;
    if (!selectionWords.includes(word)) throw unknown(word, [...selectionWords, ...others]);
    if (typeof value !== 'string') throw new Fault(400, `${word} wants one text`);
    if (value.trim() === '') continue;
    if (word === 'from' || word === 'to') selection[word] = parseTime(word, value);
    else if (word === 'state') selection.state = parseState(value);
    else selection[word as (typeof texts)[number]] = value;
  }
  return selection;
}

function unknown(word: string, known: readonly string[]): Fault {
  const near = suggest(word, known);
  return new Fault(400, `there is no filter ${word}${near ? `; did you mean ${near}?` : ''}`);
}

function parseState(value: string): Delivery['state'] {
  const state = states.find((one) => one === value);
  if (state) return state;
  throw new Fault(400, `state is one of ${states.join(', ')}`);
}

/** Milliseconds since 1970 of an ISO 8601 date, or time with its zone. */
function parseTime(word: string, value: string): number {
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value.trim());
  const time = isTime ? Date.parse(value.trim()) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new Fault(400, `${word} wants a time such as 2026-01-02T03:04:05Z, or a date`);
}

/** A whole number between 1 and `limit`; `usual` when nothing is said. Throws a `Fault`. */
export function parseNumber(word: string, value: unknown, usual: number, limit: number): number {
  if (value === undefined || value === '') return usual;
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (Number.isSafeInteger(number) && (number as number) >= 1 && (number as number) <= limit) return number as number;
  throw new Fault(400, `${word} wants a whole number from 1 to ${limit}`);
}
