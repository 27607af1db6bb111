import { type Budget, spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { type Cost, mostSteps, stepsUpTo } from './steps.ts';

/** A match: from `index` up to, not including, `end`. */
export interface Match {
  readonly index: number;
  readonly end: number;
  /** What the groups hold, from the first on; undefined for one that took no part. */
  readonly groups: (string | undefined)[];
}

/** Up to so many steps in the worst case the engine's own RegExp may run: some hundred milliseconds. */
export const NATIVE_STEPS = 100_000_000;

/** So many steps of the engine's own count as one of a budget. */
export const NATIVE_STEPS_A_STEP = 128;

/**
 * The engine's own RegExp with a pattern whose cost is known. It needs nothing but this file, so that a page can carry a
 * pattern that was vetted when its mapping was compiled.
 */
export class NativeRegex {
  readonly source: string;
  readonly flags: string;
  readonly #native: RegExp;
  readonly #cost: Cost;

  constructor(source: string, flags: string, cost: Cost) {
    this.source = source;
    this.flags = flags;
    this.#native = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
    this.#cost = cost;
  }

  /** The most steps that a search can take. */
  mostSteps(text: string, from: number): number {
    return mostSteps(this.#cost, text.length, from);
  }

  /**
   * The first match that begins at or behind `from`. Takes its steps from the budget; throws D1017 when it might take too
   * many of them.
   */
  exec(text: string, from: number, budget: Budget): Match | undefined {
    const allowed = Math.min(NATIVE_STEPS, budget.steps * NATIVE_STEPS_A_STEP);
    if (this.mostSteps(text, from) > allowed) throw tooManySteps(text);
    const found = this.#search(text, from);
    const last = found ? found.index : text.length;
    const taken = found ? found[0].length : 0;
    spend(budget, Math.ceil(stepsUpTo(this.#cost, text.length, from, last, taken) / NATIVE_STEPS_A_STEP));
    return found ? { index: last, end: last + taken, groups: found.slice(1) } : undefined;
  }

  #search(text: string, from: number): RegExpExecArray | null {
    this.#native.lastIndex = from;
    try {
      return this.#native.exec(text);
    } catch {
      // V8 gives up, with a RangeError, when the ways it has left open take more than 64 MB.
      throw tooManySteps(text);
    }
  }
}

export function tooManySteps(text: string): JsonataError {
  return new JsonataError(
    'D1017',
    `the regular expression takes too many steps on this text of ${text.length} characters`,
  );
}
