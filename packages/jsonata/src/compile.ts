import { walk } from './analyse/walk.ts';
import { budgetOf, type Limits } from './budget.ts';
import { builtIns } from './functions/built-in.ts';
import { createGenerator, type Emitted, type Generator } from './generate/generator.ts';
import { ANY } from './generate/static-type.ts';
import { type Ast, parse } from './parse/parse.ts';
import { type AnyFunction, detailed } from './runtime/call.ts';
import * as runtime from './runtime/index.ts';
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
  readonly limits?: Limits & ReferenceLimits;
}

export interface EvaluateOptions {
  /** What `$now()` and `$millis()` answer: milliseconds, a date, or ISO 8601 text. 1970-01-01 UTC when left out. */
  readonly now?: number | Date | string;
  /** Answers numbers from 0 (inclusive) to 1 (exclusive) to `$random` and `$shuffle`; a fixed series when left out. */
  readonly random?: () => number;
  /** Is told the value of each node, in an order of evaluation. */
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

interface Evaluator {
  readonly evaluate: (run: Run) => unknown;
  readonly marking: boolean;
}

const stepsPerMillisecond = 20_000;

/**
 * Compiles an expression to a function.
 *
 * @throws JsonataError S0xxx for what can't be parsed.
 */
export function compile(source: string, options: CompileOptions = {}): Expression {
  const ast = parse(source);
  const mentioned = builtInsOf(ast);
  const functions = boundFunctions(options.functions);
  const variants = new Map<string, Evaluator>();

  // A binding may take the place of a built-in function; the code for that is another.
  const variant = (without: readonly string[], trace: boolean): Evaluator => {
    const key = `${trace} ${without.join(' ')}`;
    const known = variants.get(key);
    if (known) return known;
    const evaluator = load(generate(ast, options, without, trace));
    variants.set(key, evaluator);
    return evaluator;
  };

  return {
    ast,
    evaluate: (input, bindings, { now, random, trace } = {}) => {
      const all = functions ? { ...functions, ...bindings } : bindings;
      const without = all ? mentioned.filter((name) => Object.hasOwn(all, name)) : [];
      const { evaluate, marking } = variant(without, trace !== undefined);
      const budget = budgetOf(limitsOf(options));
      return evaluate(new Run({ root: input, bindings: all, budget, now: millisOf(now), random, marking, trace }));
    },
    toSource: ({ trace = false } = {}) => moduleOf(generate(ast, options, [], trace), limitsOf(options)),
  };
}

interface Generated {
  readonly generator: Generator;
  readonly body: string;
}

function generate(ast: Ast, options: CompileOptions, without: readonly string[], trace: boolean): Generated {
  const levels = options.limits?.stack !== undefined;
  const generator = createGenerator({ without, trace, levels });
  const emitted = generator.emit(ast, { input: { code: 'input', type: ANY } });
  return { generator, body: functionBody(emitted, levels) };
}

function functionBody({ statements, value }: Emitted, levels: boolean): string {
  const inside = `${statements}return ${value};`.replace(/^/gm, '    ');
  const depth = levels ? '  const depth = run.budget.depth;\n' : '';
  return `  const input = run.root;\n${depth}  let at = -1;\n  try {\n${inside}\n  } catch (error) {\n    throw $placed(error, places[at]);\n  }\n`;
}

function importsOf({ generator }: Generated): string[] {
  return [...new Set([...generator.imports(), 'placed'])].sort();
}

function load(generated: Generated): Evaluator {
  const declarations = generated.generator.declarations();
  const names = importsOf(generated);
  const exports = runtime as unknown as Record<string, unknown>;
  const text = `"use strict";\n${declarations}return function evaluate(run) {\n${generated.body}};`;
  const make = new Function(...names.map((name) => `$${name}`), text);
  const evaluate = make(...names.map((name) => exports[name])) as Evaluator['evaluate'];
  return { evaluate, marking: generated.generator.marking };
}

function moduleOf(generated: Generated, limits: Limits): string {
  const declarations = generated.generator.declarations();
  const names = [...new Set([...importsOf(generated), 'Run', 'budgetOf'])].sort();
  const imports = names.map((name) => `${name} as $${name}`).join(', ');
  return `import { ${imports} } from '@crosswalk/jsonata/runtime';

${declarations}
export function evaluate(input, bindings, options = {}) {
  const budget = $budgetOf(${JSON.stringify(limits)});
  const run = new $Run({ ...options, root: input, bindings, budget, marking: ${generated.generator.marking} });
${generated.body.replace('  const input = run.root;\n', '')}}
`;
}

/** The built-in functions that an expression names. */
function builtInsOf(ast: Ast): string[] {
  const names = new Set<string>(['clone']);
  for (const node of walk(ast.root)) {
    if (node.type === 'variable' && Object.hasOwn(builtIns, node.name)) names.add(node.name);
  }
  return [...names];
}

function boundFunctions(functions: CompileOptions['functions']): Record<string, AnyFunction> | undefined {
  if (functions === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(functions).map(([name, given]) => {
      if (typeof given === 'function') return [name, given];
      const { implementation, signature } = given;
      const wrapped: AnyFunction = (...values) => implementation(...values);
      const arity = implementation.length;
      return [
        name,
        detailed(wrapped, { arity, ...(signature !== undefined && { signature: new Signature(signature) }) }),
      ];
    }),
  );
}

function limitsOf({ limits = {} }: CompileOptions): Limits {
  const { timeout, stack, ...own } = limits;
  return {
    ...own,
    ...(timeout !== undefined && {
      steps: Math.min(own.steps ?? Number.POSITIVE_INFINITY, timeout * stepsPerMillisecond),
    }),
    ...(stack !== undefined && { depth: stack }),
  };
}

function millisOf(now: EvaluateOptions['now']): number | undefined {
  if (now === undefined || typeof now === 'number') return now;
  return typeof now === 'string' ? Date.parse(now) : now.getTime();
}
