/** Seconds of calls that a source may send at once after it was quiet. */
const burstSeconds = 5;
const longestWait = 60;

/**
 * How fast sources may send. A batch is taken whole as long as its source owes nothing, so that a limit below the size of a
 * batch still lets batches through; what it is above the limit has to be waited for.
 */
export class Pace {
  private readonly left = new Map<string, { calls: number; at: number }>();
  private readonly now: () => number;

  /** `now` gives milliseconds of a monotonic clock. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** Seconds until calls of the source are taken again; 0 when they are taken now. */
  wait(source: string, perSecond: number): number {
    const left = this.refilled(source, perSecond);
    return left > 0 ? 0 : Math.min(longestWait, Math.ceil((1 - left) / perSecond));
  }

  /** Counts calls that were let through. */
  spend(source: string, perSecond: number, calls: number): void {
    this.left.set(source, { calls: this.refilled(source, perSecond) - calls, at: this.now() });
  }

  private refilled(source: string, perSecond: number): number {
    const most = perSecond * burstSeconds;
    const { calls, at } = this.left.get(source) ?? { calls: most, at: 0 };
    return Math.min(most, calls + ((this.now() - at) / 1000) * perSecond);
  }
}
