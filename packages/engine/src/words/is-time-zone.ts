import type { WordState } from './state.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'isTimeZone',
  summary:
    'True for a name of the tz database as it is written there: `UTC`, `GMT`, or Area/Location. Offsets, abbreviations and other capitals are not names.',
  parameters: [{ name: 'text', meaning: 'anything that is not text is not a name' }],
  examples: [
    { expression: '$isTimeZone(zone)', event: { zone: 'Europe/Berlin' }, gives: true },
    { expression: '$isTimeZone(zone)', event: { zone: 'UTC' }, gives: true },
    { expression: '$isTimeZone(zone)', event: { zone: 'europe/berlin' }, gives: false },
    { expression: '$isTimeZone(zone)', event: { zone: 'PST' }, gives: false },
    { expression: '$isTimeZone(zone)', event: { zone: '+02:00' }, gives: false },
    { expression: '$isTimeZone(zone)', event: {}, gives: false },
  ],
  run: isTimeZone,
};

export function isTimeZone(state: WordState, text: unknown): unknown {
  if (typeof text !== 'string') return false;
  if (text === 'UTC' || text === 'GMT') return true;
  if (text.length > longestName) return false;
  // What asking Intl costs, asked or remembered: the same event always costs the same.
  state.spend(500);
  const known = kept.get(text);
  if (known !== undefined) return known;
  const answer = areaAndLocation.test(text) && isKnownToIntl(text);
  if (kept.size >= mostKept) kept.clear();
  kept.set(text, answer);
  return answer;
}

/** The longest name today has 32 characters. */
const longestName = 48;
/** About 600 names exist. */
const mostKept = 1024;
const kept = new Map<string, boolean>();

/** Area/Location or Area/Region/Location, each word with its capital, but for the few that have none (Isle_of_Man). */
export const areaAndLocation =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|Canada|Brazil|Chile|Mexico)(?:\/[A-Z][A-Za-z]*(?:[_-](?:[A-Z][A-Za-z]*|of|es|au))*(?:[+-]?\d{1,2})?){1,2}$/;

/**
 * Intl takes any capitals. It answers with those of the tz database, unless it knows the zone by another name
 * (Asia/Kolkata as Asia/Calcutta); then the form above must do. Asked like this because its list of names lacks UTC.
 */
export function isKnownToIntl(name: string): boolean {
  try {
    const answer = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return answer === name || answer.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
