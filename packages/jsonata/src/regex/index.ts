import { Regex } from './regex.ts';

export type { Match, Regex } from './regex.ts';

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
