import { costOf } from './cost.ts';
import { NativeRegex } from './native-regex.ts';
import { Regex, readPattern } from './regex.ts';
import type { Cost } from './steps.ts';

export type { Match, NativeRegex } from './native-regex.ts';
export type { Regex } from './regex.ts';
export type { Cost } from './steps.ts';

/**
 * Compiles a regular expression of JSONata: JavaScript's without the flag u, with the flags i and m (s too; g, which the
 * reference adds, changes nothing here). It runs on the engine's own RegExp when that is sure to be quick on the text at
 * hand, else on our own matcher, which counts its steps and remembers what has failed. Both give the same answers.
 * Throws S0301 for an empty pattern, S0303 for one that is no regular expression or has another flag, S0304 for one that
 * is too large or nests too deeply.
 */
export function compileRegex(source: string, flags = ''): Regex {
  return new Regex(source, flags);
}

/** What searches with a pattern cost at most; its factor is Infinity for exponential ones. Throws as `compileRegex`. */
export function vetRegex(source: string, flags = ''): Cost {
  return costOf(readPattern(source, flags));
}

/**
 * A regular expression without our own matcher, for where size counts: a page, whose patterns were vetted by `vetRegex`
 * when the mapping was compiled. A search whose worst case is too large for the text at hand throws D1017.
 */
export function vettedRegex(source: string, flags: string, cost: Cost): NativeRegex {
  return new NativeRegex(source, flags, cost);
}
