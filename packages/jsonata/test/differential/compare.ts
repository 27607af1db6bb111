import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { compile } from '../../src/index.ts';
import { isAppliedInPart, isSideBySide } from './chosen.ts';
import { watchInsides } from './insides.ts';

/** What an evaluation came to: a value, or an error's code (`crash` for an error without one). */
export type Result = { readonly value: unknown } | { readonly code: string };

/** Recursion without end would take the reference's memory. */
const guards = { stack: 400, timeout: 2_000, sequence: 100_000 };

export const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

const exhausted = new Set(['D1011', 'D1012', 'D2015']);

export async function reference(
  expression: string,
  input: unknown,
  bindings: Record<string, unknown> = {},
): Promise<Result> {
  const copy = structuredClone(input);
  let showsInsides = (): boolean => false;
  try {
    const program = jsonata(expression, guards);
    showsInsides = watchInsides(program);
    const value = plain(await program.evaluate(copy, bindings));
    // An empty array as context of an object gets an item in the reference, which shows in what comes after.
    return isDeepStrictEqual(copy, input) && !showsInsides() ? { value } : { code: 'crash' };
  } catch (error) {
    const { code = 'crash' } = error as { code?: string };
    const saysNothing = exhausted.has(code) || !isDeepStrictEqual(copy, input) || showsInsides();
    return { code: saysNothing ? 'crash' : code };
  }
}

export function ours(expression: string, input: unknown, bindings: Record<string, unknown> = {}): Result {
  try {
    return {
      value: plain(
        compile(expression, { limits: { steps: 2_000_000, depth: 2_000 } }).evaluate(input, bindings, { now }),
      ),
    };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { code: code ?? `crash: ${message}` };
  }
}

/** Values without what the reference leaves on them (marks, null prototypes); functions are alike. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return value;
  // An empty list that was the context of an object has got an item in the reference.
  if (Array.isArray(value)) return value.length === 1 && value[0] === undefined ? [] : Array.from(value, plain);
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return 'a function';
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/**
 * Whether both came to the same. Where the reference crashes without a code it says nothing. It evaluates the parts of
 * a constructor side by side, so of several errors in one expression it may meet another first.
 */
export function agree(expression: string, theirs: Result, mine: Result): boolean {
  if ('code' in theirs && theirs.code === 'crash') return true;
  // Numbers that are not finite have no text by a picture; the reference writes one, such as "Inf,ini.ty".
  if ('code' in mine && mine.code === 'D1001') return true;
  // A time zone that is no offset is refused; the reference counts with it and writes NaN.
  if ('code' in mine && mine.code === 'D3111') return true;
  if ('code' in mine && mine.code === 'T0410' && isAppliedInPart(expression)) return true;
  // Nor can it apply `$string` in part: it trips over the parameter's default.
  if ('code' in theirs && theirs.code === 'S0208' && isAppliedInPart(expression)) return true;
  if ('code' in theirs && 'code' in mine && theirs.code !== mine.code) {
    return isSideBySide(expression) && !mine.code.startsWith('crash');
  }
  return isDeepStrictEqual(theirs, mine);
}
