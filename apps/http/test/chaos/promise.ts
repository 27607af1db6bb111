import type { Told } from './load/load.ts';

/** An answered call, with its place in the order of acceptance. */
export interface Placed extends Told {
  readonly seq: number;
  /** The server's time in milliseconds. */
  readonly acceptedAt: number;
}

/** Within how many milliseconds neighbours are put in order: surely, and at most. Both are one while no clock is tampered with. */
export interface Window {
  readonly sure: number;
  readonly whole: number;
}

/**
 * Which of two calls of one user, in the order of acceptance, is promised to go first: calls of one request in their order;
 * calls of one page by the page's own time, if both were accepted within the window; all others in the order of acceptance.
 * Aliases never overtake each other.
 */
export function firstOf<One extends Placed>(earlier: One, later: One, window: Window): One | 'either' {
  if (earlier.request === later.request) return earlier;
  const { call: a } = earlier;
  const { call: b } = later;
  const isOfOnePage = a.anonymousId !== undefined && a.anonymousId === b.anonymousId;
  if (!isOfOnePage || (a.type === 'alias' && b.type === 'alias')) return earlier;
  if (Date.parse(b.timestamp) >= Date.parse(a.timestamp)) return earlier;
  const apart = later.acceptedAt - earlier.acceptedAt;
  if (apart <= window.sure) return later;
  return apart <= window.whole ? 'either' : earlier;
}
