import { words } from '../../src/words/index.ts';
import { Reading, type ReadingState } from '../../src/words/reading.ts';

/** A word's state that writes down what the word asks of it. */
export interface Listening extends ReadingState {
  readonly warnings: string[];
  spent: number;
}

export function listening(): Listening {
  return {
    warnings: [],
    spent: 0,
    reading: new Reading(),
    spend(steps) {
      this.spent += steps;
    },
    warn(code, message) {
      this.warnings.push(`${code} ${message}`);
    },
  };
}

/** Calls a word as an expression would. */
export function call(name: string, ...args: unknown[]): unknown {
  return callWith(listening(), name, ...args);
}

export function callWith(state: ReadingState, name: string, ...args: unknown[]): unknown {
  return words.find((word) => word.name === name)!.run(state, ...args);
}
