import type { Clock } from './clock.ts';

/**
 * The time of a store: the wall's, but it never goes back, also when somebody sets the machine's clock. While the wall is
 * behind it passes at half speed, until the wall has caught up.
 */
export class StoreTime {
  private readonly clock: Clock;
  private newest: number;
  private readAt: number;

  /** `newest`: the newest time that the store has seen before. */
  constructor(clock: Clock, newest = Number.NEGATIVE_INFINITY) {
    this.clock = clock;
    this.newest = Math.max(newest, clock.wall());
    this.readAt = clock.monotonic();
  }

  /** Milliseconds since 1970, whole. */
  now(): number {
    const monotonic = this.clock.monotonic();
    const alone = this.newest + (monotonic - this.readAt) / 2;
    this.newest = Math.max(alone, this.clock.wall());
    this.readAt = monotonic;
    return Math.floor(this.newest);
  }
}
