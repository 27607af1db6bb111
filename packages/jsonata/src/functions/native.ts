import type { Operand } from '../generate/scope.ts';
import type { StaticType } from '../generate/static-type.ts';

/** What a native function's own emitter may do. */
export interface CallSite {
  /** Names the value of a JavaScript expression. */
  constant(hint: string, expression: string, type: StaticType): Operand;
  /** A constant at module level; equal expressions share one. */
  hoist(hint: string, expression: string): string;
  /** The local name of something that the runtime exports. */
  runtime(name: string): string;
  /** Writes a statement. */
  line(text: string): void;
}

/**
 * A function that expressions may call, written in JavaScript. Called as `implementation(run, ...arguments)`, with as
 * many arguments as the signature has parameters, checked and completed by it.
 */
export interface NativeFunction {
  /** A JSONata signature such as `<s-n?:s>`: what arguments it takes, which may be left out, where the context stands in. */
  readonly signature: string;
  /** The parameters in words, for people: `(text, from, count?)`. */
  readonly parameters: string;
  /**
   * JavaScript that names the function where the emitted code runs: an import of the module, or `{ runtime: name }` for
   * an export of this package's runtime.
   */
  readonly implementation: string | { readonly runtime: string };
  /** What the function answers; any value when left out. */
  readonly returns?: StaticType;
  /** The number of values it takes when a function such as `$map` calls it; the signature's parameters when left out. */
  readonly arity?: number;
  /** The answer is a fresh list that collapses like any sequence. */
  readonly sequence?: true;
  /** The implementation that does not collapse its answer, where there is a separate one. */
  readonly raw?: { readonly runtime: string };
  /** The answer may hold an argument, or a part of one. */
  readonly passes?: true;
  /** It answers something whenever all of its arguments are there. */
  readonly total?: true;
  /** Whether it may call a function that it is given; true when left out. */
  readonly calls?: false;
  /** Whether it can throw, so that the place of the call must be known; true when left out. */
  readonly throws?: false;
  /** Writes the call itself, in place of calling the implementation; undefined leaves it to that. */
  emit?(values: readonly Operand[], site: CallSite): Operand | undefined;
}
