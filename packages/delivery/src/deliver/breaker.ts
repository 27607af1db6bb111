/**
 * Guards one environment. *Open*: it refuses everything (a wrong key, a wrong address), so nothing is sent but one probe a
 * minute. *Slow*: many tries failed in a row, so one request at a time, each after the wait of the one before, shows when
 * it is back. *Closed*: all may go. Times are monotonic.
 */
export class Breaker {
  state: 'closed' | 'slow' | 'open' = 'closed';
  private failedInRow = 0;
  private probeAt = 0;
  private readonly tolerance: number;
  private readonly probeMs: number;

  /** `tolerance`: tries that may fail in a row before it slows down. `probeMs`: between two probes. */
  constructor(tolerance: number, probeMs: number) {
    this.tolerance = tolerance;
    this.probeMs = probeMs;
  }

  /** How many requests may be under way. */
  allows(slots: number, underWay: number, now: number): number {
    if (this.state === 'closed') return slots;
    return underWay === 0 && now >= this.probeAt ? 1 : 0;
  }

  /** The environment is at fault. */
  refused(now: number): void {
    this.state = 'open';
    this.probeAt = now + this.probeMs;
  }

  /** An answer that asks to try again at `dueAt`; while open only a probe's counts. */
  failed(wasProbe: boolean, dueAt: number): void {
    this.failedInRow++;
    if (this.state === 'open' ? wasProbe : this.failedInRow >= this.tolerance) this.state = 'slow';
    if (this.state === 'slow') this.probeAt = dueAt;
  }

  /** An answer that is about the calls; while open only a probe's counts. */
  answered(wasProbe: boolean): void {
    if (this.state === 'open' && !wasProbe) return;
    this.state = 'closed';
    this.failedInRow = 0;
  }

  /** When the next request may go; nothing when it is closed. */
  get nextProbe(): number | undefined {
    return this.state === 'closed' ? undefined : this.probeAt;
  }
}
