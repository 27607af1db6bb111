import { kindOf, present } from '../runtime/kinds.ts';
import type { WordState } from './state.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'text',
  summary:
    'The text without the blanks around it; nothing when it is missing, null or blank. Any other kind of value gives nothing and leaves a warning.',
  parameters: [{ name: 'value', meaning: 'of any kind' }],
  examples: [
    { expression: '$text(name)', event: { name: ' Ann ' }, gives: 'Ann' },
    { expression: '$text(name)', event: { name: 42 }, gives: undefined },
    { expression: '$text(name)', event: { name: null }, gives: undefined },
  ],
  run: text,
};

export function text(state: WordState, value: unknown): unknown {
  const found = present(value);
  if (found === undefined) return undefined;
  if (typeof found === 'string') return hasBlankEnds(found) ? found.trim() : found;
  state.warn('R402', `a text is wanted, ${kindOf(found)} was found`);
  return undefined;
}

/** Most texts begin and end with a character that is no blank; then nothing is to be cut off. */
function hasBlankEnds(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || first >= 127 || last <= 32 || last >= 127;
}
