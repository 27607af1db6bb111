import { spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import type { Signature } from '../signature/signature.ts';
import { describe } from './describe.ts';
import { type Place, placed, tooDeep } from './place.ts';
import type { Run } from './run.ts';
import { raw } from './sequence.ts';

/** A function as expressions handle it: a lambda, a built-in, a matcher, or one that the caller bound. */
// biome-ignore lint/suspicious/noExplicitAny: functions of callers have any shape
export type AnyFunction = (...values: any[]) => unknown;

interface Details {
  readonly signature?: Signature | undefined;
  readonly arity?: number;
  /** The function that may answer a tail call, behind one that follows it. */
  readonly inner?: AnyFunction;
  readonly isLambda?: true;
}

const details = Symbol('details');
/** What a function is as a value: always the same, so that it equals itself. */
const asValue = Symbol('value');
type Detailed = AnyFunction & { [details]?: Details; [asValue]?: AnyFunction };

/** Gives a function a signature, an arity other than its length, or an inner function that answers tail calls. */
export function detailed(target: AnyFunction, given: Details): AnyFunction {
  (target as Detailed)[details] = given;
  return target;
}

/** The number of parameters that a function declares. Throws T1006 when it is missing. */
export function arityOf(target: AnyFunction): number {
  if (typeof target !== 'function') throw new JsonataError('T1006', `a function is wanted, found ${describe(target)}`);
  return (target as Detailed)[details]?.arity ?? target.length;
}

/** A call in last position, handed back to the caller's caller so that it needs no stack. */
export class TailCall {
  readonly target: unknown;
  readonly values: unknown[];
  readonly place: Place | undefined;

  constructor(target: unknown, values: unknown[], place: Place | undefined) {
    this.target = target;
    this.values = values;
    this.place = place;
  }
}

/**
 * Calls what should be a function. `context` stands in for an argument that its signature lets be left out. The answer
 * may be a sequence that has not collapsed.
 */
export function call(run: Run, target: unknown, values: unknown[], context: unknown): unknown {
  return follow(run, invoke(run, target, values, context), context);
}

/** Follows tail calls until there is a value. */
export function follow(run: Run, answer: unknown, context: unknown): unknown {
  let current = answer;
  while (current instanceof TailCall) {
    const { target, values, place } = current;
    try {
      current = invoke(run, target, values, context);
    } catch (error) {
      throw placed(error, place);
    }
  }
  return current;
}

/** As `call`, but what it answers may be a tail call. */
export function invoke(run: Run, target: unknown, values: unknown[], context: unknown): unknown {
  if (typeof target !== 'function') {
    throw new JsonataError('T1006', `only a function can be called, found ${describe(target)}`);
  }
  const given = (target as Detailed)[details];
  // Checking arguments takes longer than calling.
  spend(run.budget, given?.signature ? 3 : 1);
  const checked = given?.signature ? given.signature.validate(values, context, run.budget) : values;
  const answer = (given?.inner ?? target).apply(context, checked);
  if (answer !== null && typeof answer === 'object' && typeof (answer as PromiseLike<unknown>).then === 'function') {
    throw new JsonataError('D3150', 'a function answered with a promise; expressions are evaluated without waiting');
  }
  return answer;
}

/** Calls a function that a built-in was given, with as many of the values as it takes (one at least). */
export function callback(run: Run, target: AnyFunction): (...values: unknown[]) => unknown {
  const arity = Math.max(1, arityOf(target));
  return (...values) => call(run, target, values.length > arity ? values.slice(0, arity) : values, null);
}

/** Enters a function, whose body takes so many steps: one more call deep. Answers the depth to go back to. */
export function enter(run: Run, steps: number): number {
  const { budget } = run;
  spend(budget, steps);
  const depth = budget.depth;
  if (depth < 1) throw tooDeep();
  budget.depth = depth - 1;
  return depth;
}

/** A lambda as a value: it follows the tail calls that `target` may answer, and checks its arguments. */
export function lambda(run: Run, target: AnyFunction, signature: Signature | undefined): AnyFunction {
  const known = (target as Detailed)[asValue];
  if (known) return known;
  const outer: AnyFunction = (...values) =>
    follow(run, target(...(signature ? signature.validate(values, undefined) : values)), undefined);
  (target as Detailed)[asValue] = outer;
  return detailed(outer, { signature, arity: target.length, inner: target, isLambda: true });
}

/** A native function as a value. `sequence`: what it answers has not collapsed. */
export function native(
  run: Run,
  target: AnyFunction,
  signature: Signature,
  sequence: boolean,
  arity = signature.parameters.length,
): AnyFunction {
  const known = run.natives?.get(target);
  if (known) return known;
  const inner: AnyFunction = (...values) => {
    const answer = target(run, ...values);
    return sequence ? raw(run, answer as unknown[] | undefined) : answer;
  };
  const outer: AnyFunction = (...values) => inner(...signature.validate(values, undefined));
  run.natives ??= new Map();
  run.natives.set(target, outer);
  return detailed(outer, { signature, arity, inner });
}

/** What a variable holds before it is bound. */
export const unbound = Symbol('unbound');

/** What the caller bound to a name. */
export function binding(run: Run, name: string): unknown {
  return run.bindings !== undefined && Object.hasOwn(run.bindings, name) ? run.bindings[name] : undefined;
}

/**
 * A function as a partial application takes it, with the number of arguments that can be filled or left open. The
 * signature of a lambda then counts no longer, as in the reference; a built-in relies on its own.
 */
export function unchecked(target: AnyFunction): { callee: AnyFunction; arity: number } {
  const { signature, arity = target.length, inner, isLambda }: Details = (target as Detailed)[details] ?? {};
  return isLambda ? { callee: inner!, arity } : { callee: target, arity: signature?.parameters.length ?? arity };
}
