import { copyWithout, isPlainObject } from './plain-object.ts';
import type { WordState } from './state.ts';
import { membership, textsIn } from './texts.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'omit',
  summary: 'An object without these very keys.',
  parameters: [
    { name: 'object', meaning: 'which object; anything else gives nothing' },
    { name: 'keys...', meaning: 'each a text, a list of texts, or missing', optional: true },
  ],
  examples: [
    {
      expression: '$omit(traits, "id")',
      event: { traits: { id: 7, ID: 8, plan: 'pro' } },
      gives: { ID: 8, plan: 'pro' },
    },
    { expression: '$omit(traits, missing)', event: { traits: { plan: 'pro' } }, gives: { plan: 'pro' } },
    { expression: '$omit(missing, "id")', event: {}, gives: undefined },
  ],
  run: omit,
};

export function omit(state: WordState, object: unknown, ...keys: unknown[]): unknown {
  if (!isPlainObject(object)) return undefined;
  const leftOut = textsIn(keys);
  state.spend(leftOut.length);
  if (!leftOut.some((key) => Object.hasOwn(object, key))) return object;
  return copyWithout(state, object, membership(leftOut));
}
