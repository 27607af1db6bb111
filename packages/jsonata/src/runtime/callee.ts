import { JsonataError } from '../error.ts';

/** What `name(...)` calls. Throws T1005 when that is nothing, but `$name` is something. */
export function unsigned(callee: unknown, meant: unknown, name: string): unknown {
  if (callee === undefined && meant) {
    throw new JsonataError('T1005', `${name} is no function here; did you mean $${name}?`, { token: name });
  }
  return callee;
}

/** The context as the reference holds it while it evaluates an array constructor that begins a path. */
export function boxed(context: unknown): unknown {
  return Array.isArray(context) ? context : [context];
}
