import type { Budget } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { compileProgram, programSize } from './compile-program.ts';
import { costOf } from './cost.ts';
import { type Meter, matchMetered, OutOfSteps } from './metered-matcher.ts';
import { type Match, NATIVE_STEPS, NATIVE_STEPS_A_STEP, NativeRegex, tooManySteps } from './native-regex.ts';
import { parsePattern } from './parse.ts';
import type { Program } from './program.ts';
import type { Pattern } from './tree.ts';

/**
 * The worst case is what a search of the engine's own has to pay, so it may take this part of the budget. A search that
 * would take more is worth counting: most cost far less than their worst case.
 */
const NATIVE_SHARE = 1 / 100;
/** Steps of our own matcher when the budget knows no bound: a second or two. */
const MOST_STEPS = 50_000_000;
/** Characters of a pattern, and its parts when repetitions are written out. */
const LONGEST_SOURCE = 20_000;
const LARGEST_PROGRAM = 50_000;
/** The engine takes ever longer to get ready for a larger pattern (2,000 groups: 0.3 s), before it has read any text. */
const LARGEST_NATIVE = 1_000;

export class Regex {
  readonly source: string;
  readonly flags: string;
  readonly #pattern: Pattern;
  readonly #native: NativeRegex;
  readonly #mayRunNative: boolean;
  #program: Program | undefined;

  /** See `compileRegex`. */
  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
    this.#pattern = readPattern(source, flags);
    this.#native = new NativeRegex(source, flags, costOf(this.#pattern));
    this.#mayRunNative = !this.#pattern.hasModifiers && programSize(this.#pattern.root) <= LARGEST_NATIVE;
  }

  /**
   * The first match that begins at or behind `from`, as RegExp finds it. Takes its steps from the budget; throws D1017 when
   * there are not enough of them.
   */
  exec(text: string, from: number, budget: Budget): Match | undefined {
    const most = Math.min(NATIVE_STEPS, budget.steps * NATIVE_SHARE * NATIVE_STEPS_A_STEP);
    const isQuick = this.#mayRunNative && this.#native.mostSteps(text, from) <= most;
    return isQuick ? this.#native.exec(text, from, budget) : this.execMetered(text, from, budget);
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
      throw tooManySteps(text);
    } finally {
      budget.steps -= allowed - Math.max(meter.left, 0);
    }
  }
}

/** Parses a pattern. Throws for one that is no regular expression, and for one that is too large. */
export function readPattern(source: string, flags: string): Pattern {
  if (source === '')
    throw new JsonataError('S0301', 'a regular expression has at least one character, this one is empty');
  if (source.length > LONGEST_SOURCE) {
    throw new JsonataError('S0304', `a regular expression may have 20,000 characters, this one has ${source.length}`);
  }
  if (!/^[gims]*$/.test(flags)) {
    throw new JsonataError('S0303', `a regular expression may have the flags i and m, this one has "${flags}"`);
  }
  try {
    new RegExp(source, flags);
  } catch (error) {
    throw new JsonataError('S0303', `this is no regular expression: ${(error as Error).message}`);
  }
  const pattern = parsePattern(source, {
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
  });
  if (programSize(pattern.root) <= LARGEST_PROGRAM) return pattern;
  throw new JsonataError(
    'S0304',
    'a regular expression may have 50,000 parts once its repetitions are written out, this one has more',
  );
}

function matchFrom(slots: Int32Array, groups: number, text: string): Match {
  const held = Array.from({ length: groups }, (_, index) => {
    const start = slots[2 * index + 2]!;
    const end = slots[2 * index + 3]!;
    return start < 0 || end < 0 ? undefined : text.slice(start, end);
  });
  return { index: slots[0]!, end: slots[1]!, groups: held };
}
