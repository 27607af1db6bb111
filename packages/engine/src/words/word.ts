import type { ReadingState } from './reading.ts';

/** A built-in word of mapping expressions: what JSONata cannot say well. Its record makes its page in docs/functions.md. */
export interface Word {
  /** Without the `$`. */
  readonly name: string;
  /** What it gives, in one sentence. */
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly meaning: string; readonly optional?: boolean }[];
  /** Expressions with what they give for the event shown; they are run by the tests. */
  readonly examples: readonly { readonly expression: string; readonly event?: unknown; readonly gives: unknown }[];
  /** Arguments may be missing (undefined) or of any kind: a word never throws on account of its arguments. */
  readonly run: (state: ReadingState, ...args: unknown[]) => unknown;
}
