import { type Budget, spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { compileProgram, programSize } from './compile-program.ts';
import { type Cost, costOf, mostSteps, stepsUpTo } from './cost.ts';
import { type Meter, matchMetered, OutOfSteps } from './metered-matcher.ts';
import { parsePattern } from './parse.ts';
import type { Program } from './program.ts';
import type { Pattern } from './tree.ts';

/** A match: from `index` up to, not including, `end`. */
export interface Match {
  readonly index: number;
  readonly end: number;
  /** What the groups hold, from the first on; undefined for one that took no part. */
  readonly groups: (string | undefined)[];
}

/** Up to so many steps in the worst case a search is left to the engine's own RegExp: some ten milliseconds. */
const NATIVE_STEPS = 10_000_000;
/**
 * The worst case is what such a search has to pay, so it may take this part of the budget. A search that would take more
 * is worth counting: most cost far less than their worst case.
 */
const NATIVE_SHARE = 1 / 100;
/** So many steps of the engine's own count as one of a budget. */
const NATIVE_STEPS_A_STEP = 128;
/** Steps of our own matcher when the budget knows no bound: a second or two. */
const MOST_STEPS = 50_000_000;
/** Characters of a pattern, and its parts when repetitions are written out. */
const LONGEST_SOURCE = 20_000;
const LARGEST_PROGRAM = 50_000;

export class Regex {
  readonly source: string;
  readonly flags: string;
  readonly #native: RegExp;
  readonly #pattern: Pattern;
  readonly #cost: Cost;
  #program: Program | undefined;

  /** See `compileRegex`. */
  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
    this.#native = nativeRegExp(source, flags);
    this.#pattern = parsePattern(source, {
      ignoreCase: flags.includes('i'),
      multiline: flags.includes('m'),
      dotAll: flags.includes('s'),
    });
    if (programSize(this.#pattern.root) > LARGEST_PROGRAM) {
      throw new JsonataError(
        'S0304',
        'a regular expression may have 50,000 parts once its repetitions are written out, this one has more',
      );
    }
    this.#cost = costOf(this.#pattern);
  }

  /**
   * The first match that begins at or behind `from`, as RegExp finds it. Takes its steps from the budget; throws D1017 when
   * there are not enough of them.
   */
  exec(text: string, from: number, budget: Budget): Match | undefined {
    const most = Math.min(NATIVE_STEPS, budget.steps * NATIVE_SHARE * NATIVE_STEPS_A_STEP);
    if (this.#pattern.hasModifiers || mostSteps(this.#cost, text.length, from) > most) {
      return this.execMetered(text, from, budget);
    }
    const match = this.#execNative(text, from);
    const last = match ? match.index : text.length;
    const steps = stepsUpTo(this.#cost, text.length, from, last, match ? match.end - match.index : 0);
    spend(budget, Math.ceil(steps / NATIVE_STEPS_A_STEP));
    return match;
  }

  #execNative(text: string, from: number): Match | undefined {
    this.#native.lastIndex = from;
    const found = this.#native.exec(text);
    if (found === null) return undefined;
    return { index: found.index, end: found.index + found[0].length, groups: found.slice(1) };
  }

  /** The same on our own matcher, whatever the pattern costs: what `exec` falls back on, and tests compare with. */
  execMetered(text: string, from: number, budget: Budget): Match | undefined {
    this.#program ??= compileProgram(this.#pattern);
    const allowed = Math.min(budget.steps, MOST_STEPS);
    const meter: Meter = { left: allowed };
    try {
      const slots = matchMetered(this.#program, text, from, meter);
      return slots && matchFrom(slots, this.#pattern.groups, text);
    } catch (error) {
      if (!(error instanceof OutOfSteps)) throw error;
      throw new JsonataError(
        'D1017',
        `the regular expression takes too many steps on this text of ${text.length} characters`,
      );
    } finally {
      budget.steps -= allowed - Math.max(meter.left, 0);
    }
  }
}

function nativeRegExp(source: string, flags: string): RegExp {
  if (source === '')
    throw new JsonataError('S0301', 'a regular expression has at least one character, this one is empty');
  if (!/^[gims]*$/.test(flags)) {
    throw new JsonataError('S0303', `a regular expression may have the flags i and m, this one has "${flags}"`);
  }
  if (source.length > LONGEST_SOURCE) {
    throw new JsonataError('S0304', `a regular expression may have 20,000 characters, this one has ${source.length}`);
  }
  try {
    return new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  } catch (error) {
    throw new JsonataError('S0303', `this is no regular expression: ${(error as Error).message}`);
  }
}

function matchFrom(slots: Int32Array, groups: number, text: string): Match {
  const held = Array.from({ length: groups }, (_, index) => {
    const start = slots[2 * index + 2]!;
    const end = slots[2 * index + 3]!;
    return start < 0 || end < 0 ? undefined : text.slice(start, end);
  });
  return { index: slots[0]!, end: slots[1]!, groups: held };
}
