import { vetRegex } from './index.ts';
import { NATIVE_STEPS } from './native-regex.ts';
import { mostSteps } from './steps.ts';

/**
 * How long a text may be for a search with a pattern on the engine's own RegExp to end within some hundred milliseconds,
 * whatever the text: 0 for a pattern that can take for ever, Infinity where length hardly counts (up to a million
 * characters). Throws as `compileRegex`.
 */
export function longestText(source: string, flags = ''): number {
  const cost = vetRegex(source, flags);
  const isQuick = (length: number): boolean => mostSteps(cost, length, 0) <= NATIVE_STEPS;
  let fits = 0;
  let beyond = 1_000_000;
  if (isQuick(beyond)) return Number.POSITIVE_INFINITY;
  while (beyond - fits > 1) {
    const length = (fits + beyond) >> 1;
    if (isQuick(length)) fits = length;
    else beyond = length;
  }
  return fits;
}
