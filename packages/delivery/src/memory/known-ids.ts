/**
 * The messageIds that were taken in, for at least as long as told (unless there are too many), in two generations: when the
 * young one is old enough it takes the old one's place. So nothing has to be searched for what has expired.
 */
export class KnownIds {
  private young = new Set<string>();
  private old = new Set<string>();
  private youngSince: number | undefined;
  private readonly keepMs: number;
  private readonly most: number;

  constructor(keepMs: number, most: number) {
    this.keepMs = keepMs;
    this.most = most;
  }

  /** `now` never decreases. */
  add(source: string, messageId: string, now: number): void {
    this.youngSince ??= now;
    if (now - this.youngSince >= this.keepMs || this.young.size >= this.most / 2) {
      this.old = now - this.youngSince >= 2 * this.keepMs ? new Set() : this.young;
      this.young = new Set();
      this.youngSince = now;
    }
    this.young.add(keyOf(source, messageId));
  }

  has(source: string, messageId: string): boolean {
    const key = keyOf(source, messageId);
    return this.young.has(key) || this.old.has(key);
  }
}

function keyOf(source: string, messageId: string): string {
  return `${source}\u0000${messageId}`;
}
