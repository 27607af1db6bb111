import type { CodeEntry } from './entry.ts';

/** C6xx: crosswalk.yaml, the server's configuration. */
export const configuration = {} as const satisfies Record<string, CodeEntry>;
