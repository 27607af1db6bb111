import { spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { type AnyFunction, call, detailed, follow, invoke, unchecked } from './call.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';

/** Functions made of functions. */

/** `value ~> target`. Throws T2006 when there is no function on the right. */
export function applyTo(run: Run, value: unknown, target: unknown): unknown {
  if (typeof target !== 'function') {
    throw new JsonataError('T2006', `the right side of ~> must be a function, found ${describe(target)}`, {
      value: target,
    });
  }
  if (typeof value !== 'function') return call(run, target, [value], null);
  return (first: unknown) => call(run, target, [call(run, value, [first], null)], null);
}

/** Stands for an argument that a partial application leaves open. */
export const open = Symbol('open');

/** A function of the arguments left open. Throws T1007 or T1008 when there is no function. */
export function partial(
  run: Run,
  target: unknown,
  values: readonly unknown[],
  name: string,
  meant: unknown,
): AnyFunction {
  if (typeof target !== 'function') {
    if (target === undefined && meant) {
      throw new JsonataError('T1007', `${name} is no function here; did you mean $${name}?`, { token: name });
    }
    throw new JsonataError('T1008', `only a function can be applied in part, found ${describe(target)}`);
  }
  spend(run.budget, 8);
  const { callee, arity } = unchecked(target as AnyFunction);
  const places = Array.from({ length: arity }, (_, index) => values[index]);
  const free = places.filter((value) => value === open).length;
  const inner: AnyFunction = (...given) => {
    let next = 0;
    spend(run.budget, places.length);
    const filled = places.map((value) => (value === open ? given[next++] : value));
    return invoke(run, callee, filled, null);
  };
  const outer: AnyFunction = (...given) => follow(run, inner(...given), undefined);
  return detailed(outer, { arity: free, inner, isLambda: true });
}
