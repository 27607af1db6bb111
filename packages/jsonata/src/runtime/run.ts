import { type Budget, budgetOf } from '../budget.ts';
import type { AnyFunction } from './call.ts';

/** One evaluated node, as a traced expression reports it. */
export interface TraceEvent {
  readonly start: number;
  readonly end: number;
  /** The named function in whose source the place is; absent: the expression itself. */
  readonly origin?: string;
  readonly value: unknown;
}

/** What starts a run. All of it is optional: an expression without variables and times needs the root at most. */
export interface RunOptions {
  /** The input document, which `$$` answers. */
  readonly root?: unknown;
  /** Variables and functions that the expression finds under their names. */
  readonly bindings?: Readonly<Record<string, unknown>> | undefined;
  readonly budget?: Budget;
  /** Milliseconds since 1970-01-01 UTC that `$now()` and `$millis()` answer; 0 when absent, as there is no clock here. */
  readonly now?: number | undefined;
  /** Answers numbers from 0 (inclusive) to 1 (exclusive); a fixed sequence when absent, as there is no chance here. */
  readonly random?: (() => number) | undefined;
  /** What the generator's `marking` says: whether the expression can tell sequences from other arrays. */
  readonly marking?: boolean;
  readonly trace?: ((event: TraceEvent) => void) | undefined;
  /** Compiles and runs the text that `$eval` is given. */
  readonly evaluate?: Evaluate | undefined;
}

/**
 * Evaluates the text that `$eval` is given, in the surroundings of the call. `single`: an array as input counts as one
 * value.
 */
export type Evaluate = (run: Run, source: string, input: unknown, single: boolean, variables: Variables) => unknown;

/** Variables by name, for `$eval` and the expressions that call it. */
export interface Variables {
  has(name: string): boolean;
  lookup(name: string): unknown;
  bind(name: string, value: unknown): void;
}

/**
 * The state of one evaluation: what it was given, what it may still use, and what it must remember of arrays. The
 * reference writes marks onto arrays; here they are kept beside them and end with the run, so results are plain.
 */
export class Run {
  /** Who uses a run again, for the next evaluation of the same kind, sets `root`, `now`, the budget and the marks anew. */
  root: unknown;
  readonly bindings: Readonly<Record<string, unknown>> | undefined;
  readonly budget: Budget;
  now: number;
  #random: (() => number) | undefined;
  readonly marking: boolean;
  readonly trace: ((event: TraceEvent) => void) | undefined;
  readonly evaluate: Evaluate | undefined;
  /** Arrays that are sequences: they collapse when they hold one value or none. */
  sequences: WeakSet<object> | undefined = undefined;
  /** Sequences that `[]` keeps from collapsing. */
  kept: WeakSet<object> | undefined = undefined;
  /** Arrays that a path takes as one value instead of flattening them. */
  whole: WeakSet<object> | undefined = undefined;
  /** Pictures whose analysis this evaluation has paid for. */
  pictures: Set<string> | undefined = undefined;
  /** The native functions that were used as values: each is one value, which equals itself. */
  natives: Map<AnyFunction, AnyFunction> | undefined = undefined;

  constructor(options: RunOptions = {}) {
    this.root = options.root;
    this.bindings = options.bindings;
    this.budget = options.budget ?? budgetOf();
    this.now = options.now ?? 0;
    this.#random = options.random;
    this.marking = options.marking ?? true;
    this.trace = options.trace;
    this.evaluate = options.evaluate;
  }

  /** Ready for another evaluation, which sees nothing of the one before. */
  restart(root: unknown, steps: number, depth: number): void {
    this.root = root;
    this.budget.steps = steps;
    this.budget.depth = depth;
    this.#random = undefined;
    this.sequences = undefined;
    this.kept = undefined;
    this.whole = undefined;
    this.pictures = undefined;
  }

  /** The next number from 0 to 1. */
  random(): number {
    this.#random ??= randomFrom(1);
    return this.#random();
  }
}

/** Numbers from 0 to 1 that look random and are always the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
