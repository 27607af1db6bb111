import type { Terminal } from '../terminal.ts';

/** One of the words behind `crosswalk`. Its help is written from this record. */
export interface Command {
  readonly name: string;
  /** What it does, as the list of commands shows it. */
  readonly summary: string;
  /** What follows the name: `DIR...`. */
  readonly operands: string;
  /** The fewest and the most operands. */
  readonly takes: readonly [least: number, most: number];
  readonly options: Readonly<Record<string, Option>>;
  /** What a reader needs to know before the first use. */
  readonly help: string;
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** Gives the exit status: 0 well, 1 some input was at fault. Throws `UsageFault` for a use that makes no sense. */
  run(given: Arguments, terminal: Terminal): Promise<number>;
}

export interface Option {
  /** The name of its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** One letter that may stand for it: `-o`. */
  readonly short?: string;
  readonly summary: string;
}

export interface Arguments {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

/** The command line itself makes no sense: exit status 2. */
export class UsageFault extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
