import type { PlainObject } from './plain-object.ts';
import { findSpelling, spellingAt } from './spelling.ts';
import type { WordState } from './state.ts';
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

export function loose(state: WordState, object: unknown, name: unknown): unknown {
  const key = findSpelling(state, object, name);
  return key === undefined ? undefined : (object as PlainObject)[key];
}

/** The same for a name whose slot is known. */
export function looseAt(state: WordState, object: unknown, name: string, slot: number | undefined): unknown {
  const key = spellingAt(state, object, name, slot);
  return key === undefined ? undefined : (object as PlainObject)[key];
}
