import { kindOf, present } from '../runtime/kinds.ts';
import { secondsOf } from './iso-time.ts';
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
