import { spend, spendMembers } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { Signature } from '../signature/signature.ts';
import { type AnyFunction, call, detailed } from './call.ts';
import { describe } from './describe.ts';
import { clone, define } from './object.ts';
import { type Place, placed } from './place.ts';
import type { Run } from './run.ts';
import { items } from './sequence.ts';

type Members = Record<string, unknown>;

/** The parts of `|pattern|update, remove|`. */
interface Parts {
  readonly pattern: (input: unknown) => unknown;
  readonly update: (match: unknown) => unknown;
  readonly remove: ((match: unknown) => unknown) | undefined;
  /** What `$clone` means there, if it is not the built-in. */
  readonly clone: unknown;
  /** Of the whole, of the update, of the removal. */
  readonly places: readonly [Place, Place, Place];
}

const signature = new Signature('<(oa):o>');

/** The function that answers a changed copy of its argument. */
export function transform(run: Run, parts: Parts): AnyFunction {
  const change = (input: unknown): unknown => {
    if (input === undefined) return undefined;
    const copy = copyOf(run, input, parts);
    const own = new Set<unknown>();
    collect(copy, own);
    const matches = parts.pattern(copy);
    for (const match of matches === undefined ? [] : items(matches)) {
      spend(run.budget, 4);
      changeMatch(run, match, own.has(match), parts);
    }
    return copy;
  };
  return detailed(change, { signature });
}

function copyOf(run: Run, input: unknown, { clone: own, places }: Parts): unknown {
  if (own === undefined) return clone(run, input);
  if (typeof own !== 'function') {
    throw placed(new JsonataError('T2013', `a transform copies by $clone, which is ${describe(own)} here`), places[0]);
  }
  // Whatever that answers may be part of the input, which is not to be changed.
  return clone(run, call(run, own, [input], null));
}

/** All objects and arrays of the copy: only they may be changed. */
function collect(value: unknown, own: Set<unknown>): void {
  if (typeof value !== 'object' || value === null) return;
  own.add(value);
  for (const part of Object.values(value)) collect(part, own);
}

function changeMatch(run: Run, match: unknown, own: boolean, { update, remove, places }: Parts): void {
  const changes = update(match);
  if (changes !== undefined) {
    if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
      const message = `the update of a transform must be an object, found ${describe(changes)}`;
      throw placed(new JsonataError('T2011', message, { value: changes }), places[1]);
    }
    if ((typeof match !== 'object' || match === null) && Object.keys(changes).length > 0) {
      throw placed(new JsonataError('T2014', `only an object can be updated, found ${describe(match)}`), places[0]);
    }
    // A list takes no members.
    const names = Object.keys(changes);
    spendMembers(run.budget, names.length);
    if (own && !Array.isArray(match))
      for (const name of names) define(match as Members, name, (changes as Members)[name]);
  }
  const removals = remove?.(match);
  if (removals === undefined) return;
  const names = items(removals);
  if (!names.every((name) => typeof name === 'string')) {
    const message = `what a transform removes must be named by text, found ${describe(removals)}`;
    throw placed(new JsonataError('T2012', message, { value: removals }), places[2]);
  }
  spend(run.budget, names.length);
  if (own && !Array.isArray(match)) for (const name of names) delete (match as Members)[name as string];
}
