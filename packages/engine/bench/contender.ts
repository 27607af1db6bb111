import type { Identify, Track } from './events.ts';

/** One way of turning an event into a body. What it gives may be a promise; it is awaited then, as its users must. */
export interface Contender {
  readonly name: string;
  readonly identify: (event: Identify) => unknown;
  readonly track: (event: Track) => unknown;
  /** True when results are promises. */
  readonly isAsync?: boolean;
  /** Where the body stands in what it gives; the result itself by default. */
  readonly body?: (result: never) => unknown;
}
