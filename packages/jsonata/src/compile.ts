import { budgetOf, type Limits, type SourceLimits } from './budget.ts';
import { nesting } from './error.ts';
import { builtInsOf, type Evaluator, evaluators } from './evaluators.ts';
import { writeModule } from './module.ts';
import type { Ast } from './parse/ast.ts';
import { parse } from './parse/parse.ts';
import { type AnyFunction, detailed } from './runtime/call.ts';
import { Run, type TraceEvent } from './runtime/run.ts';
import { Signature } from './signature/signature.ts';

/** The reference's own limits. */
export interface ReferenceLimits {
  /** Milliseconds. There is no clock here: each counts as 20,000 steps. */
  readonly timeout?: number | undefined;
  /** How deep the reference's evaluator may nest, counted as it counts. */
  readonly stack?: number | undefined;
}

/** A function for expressions: plain JavaScript, or with a signature such as `<s-n?:s>` that checks its arguments. */
export type UserFunction = AnyFunction | { readonly implementation: AnyFunction; readonly signature?: string };

export interface CompileOptions {
  /** Functions that the expression calls as `$name`; they must answer at once. */
  readonly functions?: Readonly<Record<string, UserFunction>>;
  readonly limits?: Limits & SourceLimits & ReferenceLimits;
}

export interface EvaluateOptions {
  /** What `$now()` and `$millis()` answer: milliseconds, a date, or ISO 8601 text. 1970-01-01 UTC when left out. */
  readonly now?: number | Date | string;
  /** Answers numbers from 0 (inclusive) to 1 (exclusive) to `$random` and `$shuffle`; a fixed series when left out. */
  readonly random?: () => number;
  /** Is told the value of each node, in the order of evaluation. */
  readonly trace?: (event: TraceEvent) => void;
}

/** A compiled expression. Evaluations share nothing. */
export interface Expression {
  /**
   * Evaluates at once. The input is not changed; parts of it may be parts of the result.
   *
   * @param bindings variables by name; functions among them can be called.
   * @throws JsonataError with the place in the expression's source.
   */
  evaluate(input?: unknown, bindings?: Readonly<Record<string, unknown>>, options?: EvaluateOptions): unknown;
  /** An ES module that exports `evaluate(input, bindings?, options?)`; it imports this package's runtime alone. */
  toSource(options?: { readonly trace?: boolean }): string;
  readonly ast: Ast;
}

const stepsPerMillisecond = 20_000;

/**
 * Compiles an expression to a function.
 *
 * @throws JsonataError S0xxx for what can't be parsed, S0500 and S0501 for what is larger than `limits` allow.
 */
export function compile(source: string, options: CompileOptions = {}): Expression {
  const ast = parse(source, options.limits);
  const functions = boundFunctions(options.functions);
  const levels = options.limits?.stack !== undefined;
  const limits = limitsOf(options);
  const { of, nested } = evaluators(levels, options.limits);
  // What can't be compiled is told now, not at the first evaluation.
  const usual = nesting(source, () => of(ast, [], false));
  const mentioned = nesting(source, () => builtInsOf(ast));
  const evaluatorFor = (bound: Readonly<Record<string, unknown>> | undefined, traced: boolean): Evaluator => {
    const without = bound ? mentioned.filter((name) => Object.hasOwn(bound, name)) : [];
    return without.length === 0 && !traced ? usual : of(ast, without, traced);
  };
  const begin = (): Run => new Run({ budget: budgetOf(limits), marking: usual.marking, evaluate: nested });
  const isPlain = functions === undefined && !usual.keepsRun;
  const general: Expression['evaluate'] = (root, bindings, options) => {
    const { now, random, trace } = options ?? {};
    const all = functions ? { ...functions, ...bindings } : bindings;
    const { evaluate, marking } = evaluatorFor(all, trace !== undefined);
    const budget = budgetOf(limits);
    const told = { root, bindings: all, budget, now: millisOf(now), random, marking, trace, evaluate: nested };
    return evaluate(new Run(told));
  };
  let own: Expression['evaluate'] | undefined;
  const expression: Expression = {
    ast,
    evaluate: (root, bindings, options) => {
      own ??= isPlain ? usual.reuse(begin, general) : general;
      // From now on it is called directly: code that expressions share would be called with ever other functions to call,
      // of which the JavaScript engine could put none in line. Where somebody froze the expression it stays as it is.
      Reflect.set(expression, 'evaluate', own);
      return own(root, bindings, options);
    },
    toSource: ({ trace = false } = {}) => writeModule(ast, { levels, trace }, limits),
  };
  return expression;
}

function boundFunctions(functions: CompileOptions['functions']): Record<string, AnyFunction> | undefined {
  if (functions === undefined) return undefined;
  const bound = (given: UserFunction): AnyFunction => {
    if (typeof given === 'function') return given;
    const { implementation, signature } = given;
    const checked = signature === undefined ? undefined : new Signature(signature);
    return detailed((...values) => implementation(...values), { arity: implementation.length, signature: checked });
  };
  return Object.fromEntries(Object.entries(functions).map(([name, given]) => [name, bound(given)]));
}

function limitsOf({ limits = {} }: CompileOptions): Limits {
  const { timeout, stack, source: _, tokens: __, nesting: ___, ...own } = limits;
  const steps = timeout === undefined ? own.steps : Math.min(own.steps ?? Infinity, timeout * stepsPerMillisecond);
  return { ...own, ...(steps !== undefined && { steps }), ...(stack !== undefined && { depth: stack }) };
}

function millisOf(now: EvaluateOptions['now']): number | undefined {
  if (now === undefined || typeof now === 'number') return now;
  return typeof now === 'string' ? Date.parse(now) : now.getTime();
}
