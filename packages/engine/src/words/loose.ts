import type { ReadingState } from './reading.ts';
import { looseAt, slotOf } from './spelling.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'loose',
  summary:
    'The value under a name in any spelling: case and everything but letters and digits is ignored. An exact match is taken first, then the first loose one.',
  parameters: [
    { name: 'object', meaning: 'where to look; anything else gives nothing' },
    { name: 'name', meaning: 'a name with at least one letter or digit' },
  ],
  examples: [
    { expression: '$loose(traits, "firstName")', event: { traits: { 'First Name': 'Ann' } }, gives: 'Ann' },
    {
      expression: '$loose(traits, "firstName")',
      event: { traits: { first_name: 'Ann', firstName: 'Eve' } },
      gives: 'Eve',
    },
    { expression: '$loose(traits, "firstName")', event: { traits: { name: 'Ann' } }, gives: undefined },
  ],
  run: loose,
};

export function loose(state: ReadingState, object: unknown, name: unknown): unknown {
  return typeof name === 'string' ? looseAt(state, object, name, slotOf(name)) : undefined;
}
