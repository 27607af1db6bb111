import { JsonataError } from './error.ts';

/** What evaluations may use. Absent limits are the reference's: arrays of ranges up to 1e7, everything else unbounded. */
export interface Limits {
  /**
   * Loop turns, calls, and what built-ins do, each in proportion to the time it takes: a step stands for 50 to 100 ns, so a
   * million end within a tenth of a second. The same expression takes the same steps on the same input, always.
   */
  readonly steps?: number;
  /** Nested calls. */
  readonly depth?: number;
  /** Length of a text that an expression makes, in UTF-16 code units. */
  readonly text?: number;
  /** Length of an array that an expression makes. */
  readonly array?: number;
}

/** How large an expression may be written. Absent limits are no limits, but for what the stack holds. */
export interface SourceLimits {
  /** Length of the source in UTF-16 code units. */
  readonly source?: number;
  /** Names, literals, operators and brackets in it, all together. */
  readonly tokens?: number;
  /** Expressions inside expressions; each step of a path counts. */
  readonly nesting?: number;
}

/**
 * What one evaluation may still use; several evaluations that share a budget share its limits (all expressions of one
 * `map` do). Functions call `spend` per loop turn that is not bounded by work already paid for.
 */
export interface Budget {
  steps: number;
  depth: number;
  readonly text: number;
  readonly array: number;
}

/** More than stacks, texts and arrays can hold; a small integer, which costs no memory of its own in each budget. */
const unbounded = 0x7fffffff;

export function budgetOf(limits: Limits = {}): Budget {
  return {
    steps: limits.steps ?? Number.POSITIVE_INFINITY,
    depth: limits.depth ?? unbounded,
    text: limits.text ?? unbounded,
    array: limits.array ?? unbounded,
  };
}

/** Takes steps from the budget. Throws D1012 (the reference's code for an evaluation that takes too long) below zero. */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) overspent();
}

/**
 * Takes the steps that going through a text costs: one for so many characters as a step takes the time of. Where the time
 * would allow more, 32 it is all the same: a text that was put together from parts is written out when it is read, and
 * the steps of a budget must not write out more than memory holds.
 */
export function spendText(budget: Budget, text: string, charactersAStep = 32): void {
  if (text.length >= charactersAStep) spend(budget, Math.floor(text.length / charactersAStep));
}

/** Beyond so many members JavaScript keeps an object as a hash table, which is far slower to go through. */
const fewMembers = 1000;

/** Takes the steps that going through the members of an object costs. */
export function spendMembers(budget: Budget, members: number): void {
  spend(budget, members * (members > fewMembers ? 5 : 2));
}

/** Throws D1012: the steps are used up. */
export function overspent(): never {
  throw new JsonataError('D1012', 'the expression takes too many steps');
}

/** Throws D1015 when a text of this length may not be made. To be asked before the text is made. */
export function allowText(budget: Budget, length: number): void {
  if (length > budget.text)
    throw new JsonataError('D1015', `a text of more than ${budget.text} characters may not be made`);
}

/** Throws D1016 when an array of this length may not be made. To be asked before it is made. */
export function allowArray(budget: Budget, length: number): void {
  if (length > budget.array)
    throw new JsonataError('D1016', `an array of more than ${budget.array} items may not be made`);
}
