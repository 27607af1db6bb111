const hour = 3_600_000;

/** Counts how often an id is aliased, to find ids like "guest" that stand for many people. Times in milliseconds. */
export class AliasRate {
  private readonly ids = new Map<string, { times: number[]; isTooOften: boolean }>();
  private lastSwept = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** Counts one more alias of the id: were there more than `most` of them within an hour, and was that not so before? */
  add(id: string, now: number): { isTooOften: boolean; isNews: boolean } {
    this.sweep(now);
    const before = this.ids.get(id);
    const times = [...(before?.times ?? []).filter((at) => at > now - hour).slice(-this.most), now];
    const isTooOften = times.length > this.most;
    this.ids.set(id, { times, isTooOften });
    return { isTooOften, isNews: isTooOften && !before?.isTooOften };
  }

  private sweep(now: number): void {
    if (now - this.lastSwept < hour) return;
    this.lastSwept = now;
    for (const [id, { times }] of this.ids) if (times.at(-1)! <= now - hour) this.ids.delete(id);
  }
}
