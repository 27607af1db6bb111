import { present as presentOf } from '../runtime/kinds.ts';
import type { WordState } from './state.ts';
import type { Word } from './word.ts';

export const record: Word = {
  name: 'present',
  summary: 'The value itself, or nothing when it is missing, null or blank text.',
  parameters: [{ name: 'value', meaning: 'of any kind' }],
  examples: [
    { expression: '$present(userId) ?? anonymousId', event: { userId: ' ', anonymousId: 'a1' }, gives: 'a1' },
    { expression: '$present(count)', event: { count: 0 }, gives: 0 },
    { expression: '$present(plan)', event: { plan: null }, gives: undefined },
  ],
  run: present,
};

export function present(_state: WordState, value: unknown): unknown {
  return presentOf(value);
}
