import { type Growth, growthAt } from './growth.ts';

/**
 * What a search with a pattern costs a backtracking engine at most. Steps grow with the length of the text from where the
 * search begins (of all the text, when the pattern looks behind).
 */
export interface Cost {
  /** Steps of one attempt, from one place, that come to nothing. */
  readonly inVain: Growth;
  /** Steps for each character of a match. */
  readonly eachCharacter: number;
  /** Only an attempt at the text's start can succeed. */
  readonly anchored: boolean;
  readonly looksBehind: boolean;
}

/** The most steps of a search from `from` in a text of this length. */
export function mostSteps(cost: Cost, length: number, from: number): number {
  return stepsUpTo(cost, length, from, length, length - from);
}

/** The most steps of a search from `from` whose last attempt began at `last` and took so many characters. */
export function stepsUpTo(cost: Cost, length: number, from: number, last: number, taken: number): number {
  const reach = cost.looksBehind ? length : length - from;
  const attempts = cost.anchored ? 1 : last - from + 1;
  return attempts * growthAt(cost.inVain, reach) + cost.eachCharacter * (taken + 1) + (last - from);
}
