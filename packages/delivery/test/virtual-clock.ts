import type { Clock } from '../src/index.ts';

/** A clock that goes only when told to; the wall may be set apart from it. */
export class VirtualClock implements Clock {
  private time = 0;
  private wallOffset = Date.UTC(2026, 10, 23, 14);
  private readonly timers: { at: number; run: () => void }[] = [];

  monotonic(): number {
    return this.time;
  }

  wall(): number {
    return this.wallOffset + this.time;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at >= 0) this.timers.splice(at, 1);
    };
  }

  /** Somebody sets the machine's clock. */
  jump(ms: number): void {
    this.wallOffset += ms;
  }

  /** Lets time pass, timer by timer, each with all that follows from it. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.nextBy(end); next; next = this.nextBy(end)) {
      this.time = Math.max(this.time, next.at);
      this.timers.splice(this.timers.indexOf(next), 1);
      next.run();
      await settled();
    }
    this.time = end;
  }

  private nextBy(end: number) {
    const due = this.timers.filter((timer) => timer.at <= end);
    return due.reduce<(typeof due)[number] | undefined>(
      (first, timer) => (first && first.at <= timer.at ? first : timer),
      undefined,
    );
  }
}

/** When everything that could run without time passing has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
