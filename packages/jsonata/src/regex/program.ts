import type { CharTest } from './char-set.ts';
import type { Edge } from './tree.ts';

/** What an instruction does. */
export const OP = {
  /** Takes one character of the set. */
  char: 0,
  /** Takes exactly `count` characters of the set. */
  chars: 1,
  /** Takes up to `count` characters of the set, as many as possible or as few. */
  run: 2,
  /** Tries `next`, and when that fails `other`; when not greedy the other way round. `next` must begin with one of the set. */
  split: 3,
  /** Puts the place into a slot. */
  save: 4,
  /** Empties `count` slots from `slot` on. */
  forget: 5,
  /** Fails when nothing was taken since the place was put into the slot: such a turn of a loop does not count. */
  progress: 6,
  edge: 7,
  /** Runs `other` up to its `found`; then goes on with `next` from here if that matched, or if it did not when negative. */
  look: 8,
  found: 9,
  backreference: 10,
  accept: 11,
} as const;

export type Op = (typeof OP)[keyof typeof OP];

/** One step of the metered matcher. All have the same fields, so that the engine reads them quickly. */
export interface Instruction {
  readonly index: number;
  readonly op: Op;
  next: number;
  readonly other: number;
  /** 1 forwards, -1 inside a look-behind. */
  readonly direction: 1 | -1;
  readonly set: CharTest | undefined;
  readonly count: number;
  readonly greedy: boolean;
  readonly negative: boolean;
  readonly slot: number;
  readonly edge: Edge | undefined;
  readonly ignoreCase: boolean;
  readonly groups: readonly number[];
  /** The first of the rows in which failures of this choice are remembered; -1 for none. */
  readonly memory: number;
  /** Slots of the loops around that need progress. With the place they are all that a choice's future depends on. */
  readonly turns: readonly number[];
}

/** A pattern for the metered matcher. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** Two slots for each group (0 is the whole match), then one for each loop that needs progress. */
  readonly slots: number;
  readonly groups: number;
  /** The characters that a match may begin with, unless it may begin with any, or none. */
  readonly lead: CharTest | undefined;
  /** A match begins at the start of the text. */
  readonly anchored: boolean;
}
