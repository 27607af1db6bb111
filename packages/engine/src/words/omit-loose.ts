import { copyWithout, isPlainObject } from './plain-object.ts';
import { fold, mayHaveSpelling } from './spelling.ts';
import type { WordState } from './state.ts';
import { membership, textsIn } from './texts.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'omitLoose',
  summary: 'An object without any spelling of these names.',
  parameters: [
    { name: 'object', meaning: 'which object; anything else gives nothing' },
    { name: 'names...', meaning: 'each a text, a list of texts, or missing', optional: true },
  ],
  examples: [
    {
      expression: '$omitLoose(traits, "userId")',
      event: { traits: { user_id: 7, 'User ID': 8, plan: 'pro' } },
      gives: { plan: 'pro' },
    },
    { expression: '$omitLoose(missing, "userId")', event: {}, gives: undefined },
  ],
  run: omitLoose,
};

export function omitLoose(state: WordState, object: unknown, ...names: unknown[]): unknown {
  if (!isPlainObject(object)) return undefined;
  const asked = textsIn(names);
  state.spend(asked.length);
  if (!mayHaveSpelling(state, object, asked)) return object;
  // What folds to nothing is no spelling of any name.
  const isLeftOut = membership(asked.map(fold).filter((folded) => folded !== ''));
  return copyWithout(state, object, (key) => isLeftOut(fold(key)));
}
