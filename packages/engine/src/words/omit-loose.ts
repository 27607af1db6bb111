import { fold } from './fold.ts';
import { copyWithout, isPlainObject } from './plain-object.ts';
import { type ReadingState, read } from './reading.ts';
import { positionOf, slotOf } from './spelling.ts';
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

export function omitLoose(state: ReadingState, object: unknown, ...names: unknown[]): unknown {
  if (!isPlainObject(object)) return undefined;
  const asked = textsIn(names);
  state.spend(asked.length);
  const { shape } = read(state, object)!;
  if (!asked.some((name) => positionOf(state, shape, name, slotOf(name)) >= 0)) return object;
  // What folds to nothing is no spelling of any name.
  const isLeftOut = membership(asked.map(fold).filter((folded) => folded !== ''));
  return copyWithout(state, object, (key) => isLeftOut(fold(key)));
}
