import { kindOf } from '../runtime/kinds.ts';
import type { WordState } from './state.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'cut',
  summary: 'The text, cut to at most so many characters; what is cut leaves a warning.',
  parameters: [
    {
      name: 'text',
      meaning: 'any other kind of value gives nothing and leaves a warning; null and missing are silent',
    },
    { name: 'length', meaning: 'characters (Unicode code points) that may stay' },
  ],
  examples: [
    { expression: '$cut("crosswalk", 5)', gives: 'cross' },
    { expression: '$cut("crosswalk", 200)', gives: 'crosswalk' },
    { expression: '$cut(missing, 200)', event: {}, gives: undefined },
  ],
  run: cut,
};

export function cut(state: WordState, text: unknown, length: unknown): unknown {
  if (text === undefined || text === null) return undefined;
  if (typeof text !== 'string') {
    state.warn('R402', `a text is wanted, ${kindOf(text)} was found`);
    return undefined;
  }
  if (typeof length !== 'number' || Number.isNaN(length) || text.length <= length) return text;
  const end = endOf(text, length);
  if (end === text.length) return text;
  state.spend(end);
  state.warn('R402', `the text was cut to its first ${Math.max(0, Math.floor(length))} characters`);
  return text.slice(0, end);
}

/** Where the first so many code points end, in UTF-16 units. */
function endOf(text: string, points: number): number {
  let end = 0;
  for (let left = Math.floor(points); left > 0 && end < text.length; left--) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return end;
}
