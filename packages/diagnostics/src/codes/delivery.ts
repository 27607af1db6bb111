import type { CodeEntry } from './entry.ts';

/** D5xx: what happens on the way to the destination. */
export const delivery = {} as const satisfies Record<string, CodeEntry>;
