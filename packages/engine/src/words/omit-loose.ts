import { copyWithout, isPlainObject } from './plain-object.ts';
import { fold } from './spelling.ts';
import { membership, textsIn } from './texts.ts';
import type { Word } from './word.ts';

export const omitLoose: Word = {
  name: 'omitLoose',
  summary: 'A copy of an object without any spelling of these names.',
  parameters: [
    { name: 'object', meaning: 'what to copy; anything else gives nothing' },
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
  run(state, object, ...names) {
    if (!isPlainObject(object)) return undefined;
    // What folds to nothing is no spelling of any name.
    const leftOut = textsIn(names)
      .map((name) => fold(state, name))
      .filter((folded) => folded !== '');
    state.spend(leftOut.length);
    const isLeftOut = membership(leftOut);
    return copyWithout(state, object, (key) => isLeftOut(fold(state, key)));
  },
};
