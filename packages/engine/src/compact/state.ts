import type { WordState } from '../words/state.ts';
import { event, note, now, settings } from './run.ts';

/**
 * What words and JSONata's functions that have no shorter form ask of a run. A page maps the calls of its own visitor, so
 * nothing is counted; what the server limits is limited by what a page may send.
 */
export const state = {
  get root() {
    return event;
  },
  get now() {
    return now;
  },
  get settings() {
    return settings;
  },
  budget: { steps: 1e9, depth: 1e9, text: 1e6, array: 1e5 },
  marking: false,
  spend(): void {},
  warn: (code: string): void => note(code),
} satisfies WordState & Record<string, unknown>;
