import { spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { Signature } from '../signature/signature.ts';
import { type AnyFunction, binding, detailed } from './call.ts';
import type { Variables as Names, Run } from './run.ts';
import { isSequence } from './sequence.ts';

/** Variables by name, inside others. */
export class Variables implements Names {
  readonly #run: Run;
  readonly #parent: Names | undefined;
  readonly #own: Map<string, unknown>;

  constructor(run: Run, parent: Names | undefined, own: Readonly<Record<string, unknown>> = {}) {
    this.#run = run;
    this.#parent = parent;
    this.#own = new Map(Object.entries(own));
  }

  has(name: string): boolean {
    return this.#own.has(name) || (this.#parent?.has(name) ?? false);
  }

  lookup(name: string): unknown {
    if (this.#own.has(name)) return this.#own.get(name);
    return this.#parent ? this.#parent.lookup(name) : binding(this.#run, name);
  }

  bind(name: string, value: unknown): void {
    this.#own.set(name, value);
  }
}

/** Compiling a text costs far more than reading it, even a short one. */
const stepsAText = 1500;
const stepsACharacter = 150;

/** Codes of limits: they end the whole evaluation, inside `$eval` as anywhere. */
const limits = new Set(['D1011', 'D1012', 'D1015', 'D1016']);

/**
 * `$eval`: evaluates an expression given as text.
 *
 * @throws JsonataError D3120 when it can't be parsed, D3121 when it fails.
 */
export function evaluate(
  run: Run,
  source: string | undefined,
  focus: unknown,
  context: unknown,
  single: boolean,
  variables: Names,
): unknown {
  if (source === undefined) return undefined;
  if (run.evaluate === undefined) {
    throw new JsonataError('D3122', '$eval needs the compiler, which a module compiled ahead of time does not hold');
  }
  spend(run.budget, stepsAText + source.length * stepsACharacter);
  const input = focus === undefined ? context : focus;
  const whole = focus === undefined ? single : Array.isArray(focus) && !isSequence(run, focus);
  try {
    return run.evaluate(run, source, input, whole, variables);
  } catch (error) {
    if (!(error instanceof Error) || limits.has(codeOf(error))) throw error;
    const syntax = codeOf(error).startsWith('S');
    const what = syntax ? 'the text given to $eval is no expression' : 'the expression given to $eval failed';
    const failure = new JsonataError(syntax ? 'D3120' : 'D3121', `${what}: ${error.message}`, { value: error.message });
    failure.cause = error;
    throw failure;
  }
}

function codeOf(error: Error): string {
  return error instanceof JsonataError ? error.code : '';
}

const signature = new Signature('<sx?:x>');

/** `$eval` as a value. */
export function evaluator(run: Run, variables: Names): AnyFunction {
  const target: AnyFunction = (source, focus) => evaluate(run, source, focus, null, false, variables);
  return detailed(target, { signature, arity: 2 });
}
