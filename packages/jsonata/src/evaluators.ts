import { walk } from './analyse/walk.ts';
import type { SourceLimits } from './budget.ts';
import type { Expression } from './compile.ts';
import { JsonataError } from './error.ts';
import { builtIns } from './functions/built-in.ts';
import { type FunctionText, writeFunction } from './module.ts';
import type { Ast } from './parse/ast.ts';
import { parse } from './parse/parse.ts';
import * as runtime from './runtime/index.ts';
import type { Evaluate, Run, Variables } from './runtime/run.ts';

/** An expression as a JavaScript function. */
export interface Evaluator {
  readonly evaluate: (run: Run, input?: unknown, variables?: Variables) => unknown;
  /** Whether the run must remember which arrays are sequences. */
  readonly marking: boolean;
  /** Whether a run may still be needed when its evaluation is over. */
  readonly keepsRun: boolean;
  /**
   * What an `Expression` evaluates with: the input alone is evaluated in a run that serves again and again, so not where a
   * run is kept; everything else is left to `general`.
   */
  readonly reuse: (begin: () => Run, general: Expression['evaluate']) => Expression['evaluate'];
}

interface Evaluators {
  /** The function of an expression. Built-ins whose names are bound otherwise are looked up at run time. */
  of(ast: Ast, without: readonly string[], trace: boolean): Evaluator;
  /** What `$eval` calls. */
  readonly nested: Evaluate;
}

/** Texts of `$eval` that are kept as parsed, and as functions. */
const mostKept = 100;

/** Gives what was made for a key before, or makes it. */
function remembering<Made>(): (key: string, make: () => Made) => Made {
  const kept = new Map<string, Made>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = make();
    kept.set(key, made);
    return made;
  };
}

/** Makes functions of an expression, and of the expressions that it evaluates, and keeps them. */
export function evaluators(levels: boolean, limits?: SourceLimits): Evaluators {
  const remember = remembering<Evaluator>();
  const parsed = remembering<{ readonly ast: Ast; readonly names: readonly string[] }>();
  const read = (source: string) => {
    const ast = parse(source, limits);
    return { ast, names: builtInsOf(ast) };
  };

  return {
    of: (ast, without, trace) =>
      remember(`${trace} ${without}`, () => load(writeFunction(ast, { levels, trace, without }))),
    nested: (run, source, input, single, variables) => {
      const { ast, names } = parsed(source, () => read(source));
      const isBound = (name: string): boolean =>
        variables.has(name) || (run.bindings !== undefined && Object.hasOwn(run.bindings, name));
      const without = names.filter(isBound);
      const make = (): Evaluator => load(writeFunction(ast, { levels, without, nested: single ? 'root' : 'item' }));
      return remember(`${single} ${without} ${source}`, make).evaluate(run, input, variables);
    },
  };
}

/** The built-in functions that an expression names; a transform uses `$clone` without naming it. */
export function builtInsOf(ast: Ast): string[] {
  const names = new Set<string>();
  for (const node of walk(ast.root)) {
    if (node.type === 'variable' && Object.hasOwn(builtIns, node.name)) names.add(node.name);
    if (node.type === 'transform') names.add('clone');
  }
  return [...names];
}

let loads = 0;

/**
 * The one place where generated text becomes code; everything in it was written by the generator, which quotes it. That is
 * done at the first evaluation, so that a host that forbids it can still write modules.
 */
function load({ imports, declarations, parameters, body, marking, keepsRun }: FunctionText): Evaluator {
  // JavaScript engines keep code by its text, and code that several expressions share is slower than that of one. What is
  // constant they compile in, so the imports are.
  const constants = `const { ${imports.map((name) => `${name}: $${name}`).join(', ')} } = runtime;`;
  const text = `"use strict"; // ${++loads}\n${constants}\n${declarations}function evaluate(${parameters}) {\n${body}}\n${reusing}return { evaluate, reuse };`;
  let loaded: Pick<Evaluator, 'evaluate' | 'reuse'> | undefined;
  const make = (): Pick<Evaluator, 'evaluate' | 'reuse'> => {
    try {
      return new Function('runtime', text)(runtime);
    } catch (error) {
      if (error instanceof RangeError)
        throw new JsonataError('S0500', 'the expression is nested too deeply to be read');
      if (!(error instanceof EvalError)) throw error;
      const message = 'this host forbids code from strings: write the expression ahead of time, by toSource()';
      throw new JsonataError('D3151', message);
    }
  };
  return {
    evaluate: (run, input, variables) => {
      loaded ??= make();
      return loaded.evaluate(run, input, variables);
    },
    reuse: (begin, general) => {
      loaded ??= make();
      return loaded.reuse(begin, general);
    },
    marking,
    keepsRun,
  };
}

/**
 * Making a run takes longer than a small expression, so one run serves evaluation after evaluation. It stands among the
 * generated code, where the JavaScript engine knows what it calls. A run that is in use, or that was left by an error, is
 * not used again.
 */
const reusing = `function reuse(begin, general) {
  let idle;
  const { steps, depth } = begin().budget;
  return (root, bindings, options) => {
    if (bindings !== undefined || options !== undefined) return general(root, bindings, options);
    const run = idle ?? begin();
    idle = undefined;
    run.restart(root, steps, depth);
    const value = evaluate(run);
    run.root = undefined;
    idle = run;
    return value;
  };
}
`;
