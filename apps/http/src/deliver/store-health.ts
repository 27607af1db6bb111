import type { Acceptance, Clock, Receipt, Store } from '@crosswalk/delivery';

/** Whether calls can be stored. */
export type StoreState = { readonly state: 'well' } | { readonly state: 'fails'; readonly reason: string };

/** What is found out holds so long, in milliseconds: whoever looks often does not wear the disk out. */
const holdsMs = 1000;
/** SDKs wait no longer either. */
const longestMs = 8000;

/**
 * Finds out whether calls can be stored, by writing as much as could not be written last. So it is seen that a disk fails
 * though nobody sends, and that it takes writes again though nobody sends any more because of that.
 */
export class StoreHealth {
  private readonly store: Pick<Store, 'append' | 'check'>;
  private readonly clock: Clock;
  private readonly report: (state: StoreState) => void;
  private shown: StoreState = { state: 'well' };
  /** Bytes of the largest request that was not stored since the store was well. */
  private failedBytes = 0;
  private checking: Promise<StoreState> | undefined;
  private checkedAt = Number.NEGATIVE_INFINITY;

  /** `report` is told of changes. */
  constructor(store: Pick<Store, 'append' | 'check'>, clock: Clock, report: (state: StoreState) => void) {
    this.store = store;
    this.clock = clock;
    this.report = report;
  }

  /** The store's `append`, watched. */
  async append(acceptance: Acceptance): Promise<Receipt> {
    const { calls } = acceptance;
    // Afterwards they may have been taken away.
    const sent = 'bytes' in calls ? calls.bytes.length : undefined;
    try {
      return await this.store.append(acceptance);
    } catch (error) {
      this.failedBytes = Math.max(this.failedBytes, sent ?? JSON.stringify(calls).length);
      this.checkedAt = this.clock.monotonic();
      this.found(error);
      throw error;
    }
  }

  /** How it stands now. */
  async state(): Promise<StoreState> {
    if (this.clock.monotonic() < this.checkedAt + holdsMs) return this.shown;
    this.checking ??= this.check();
    return this.checking;
  }

  private async check(): Promise<StoreState> {
    let giveUp = () => {};
    const late = new Promise<never>((_, reject) => {
      giveUp = this.clock.after(longestMs, () => reject(new Error(`it takes longer than ${longestMs / 1000} s`)));
    });
    try {
      await Promise.race([this.store.check(this.failedBytes), late]);
      this.failedBytes = 0;
      this.found();
    } catch (error) {
      this.found(error);
    } finally {
      giveUp();
      this.checkedAt = this.clock.monotonic();
      this.checking = undefined;
    }
    return this.shown;
  }

  private found(error?: unknown): void {
    const before = this.shown;
    const reason = error instanceof Error ? error.message : String(error);
    this.shown = error === undefined ? { state: 'well' } : { state: 'fails', reason };
    if (before.state !== this.shown.state) this.report(this.shown);
  }
}
