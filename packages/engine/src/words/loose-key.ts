import type { ReadingState } from './reading.ts';
import { slotOf, spellingAt } from './spelling.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'looseKey',
  summary: 'The spelling under which `$loose` finds a value.',
  parameters: [
    { name: 'object', meaning: 'where to look; anything else gives nothing' },
    { name: 'name', meaning: 'a name with at least one letter or digit' },
  ],
  examples: [
    { expression: '$looseKey(traits, "firstName")', event: { traits: { 'First Name': 'Ann' } }, gives: 'First Name' },
    { expression: '$looseKey(traits, "email")', event: { traits: { name: 'Ann' } }, gives: undefined },
  ],
  run: looseKey,
};

export function looseKey(state: ReadingState, object: unknown, name: unknown): unknown {
  return typeof name === 'string' ? spellingAt(state, object, name, slotOf(name)) : undefined;
}
