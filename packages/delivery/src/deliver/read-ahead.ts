import type { Outlet, Seq } from '../call.ts';
import type { Log, Waiting } from '../log.ts';

/** Calls asked of the log at a time. */
const readSize = 1000;

export interface ReadAheadOptions {
  readonly log: Pick<Log, 'read'>;
  readonly outlets: readonly Outlet[];
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** Asked whether so many calls more may be held. */
  readonly hasRoom: (count: number) => boolean;
  /** Gets the calls, in order. */
  readonly take: (waiting: Waiting) => void;
  /** Called when a portion has been taken, or could not be read. */
  readonly onRead: () => void;
}

/**
 * Reads what waits at some outlets, in order, a portion at a time. The log reads the next one while a portion is taken, as far
 * as there is room.
 */
export class ReadAhead {
  /** The last place that was read. */
  after: Seq = 0;
  /** All that was accepted before this monotonic time has been read. */
  upTo = Number.NEGATIVE_INFINITY;
  private hasMore = true;
  /** Since when a portion is being read. */
  private since: number | undefined;
  private error: unknown;
  private isClosed = false;
  /** Calls that were taken back before reading came to them. */
  private readonly takenBack = new Set<Seq>();
  private readonly options: ReadAheadOptions;

  constructor(options: ReadAheadOptions) {
    this.options = options;
  }

  /** Says that calls may have been appended. */
  wake(): void {
    this.hasMore = true;
  }

  /** Nothing is being read, and nothing more is known of. */
  get isAtRest(): boolean {
    return this.since === undefined && !this.hasMore;
  }

  /**
   * Asks for the next portion when there is room for one and more is known of, or `isDue`: where calls have waited long enough
   * for neighbours, though there may be some that were not heard of yet. Throws when reading failed before.
   */
  read(isDue: boolean): void {
    const { error } = this;
    this.error = undefined;
    if (error !== undefined) throw error;
    if (this.since === undefined && (this.hasMore ? this.options.hasRoom(0) : isDue)) this.ask();
  }

  /** The call was read otherwise, so that it is not to be taken again. */
  takeBack(seq: Seq): void {
    if (seq > this.after) this.takenBack.add(seq);
  }

  /** What is still to come is not taken. */
  close(): void {
    this.isClosed = true;
  }

  private ask(): void {
    this.hasMore = false;
    this.since = this.options.now();
    void this.options.log.read(this.options.outlets, this.after, readSize).then(
      (found) => this.wasRead(found),
      (error: unknown) => this.failed(error),
    );
  }

  private wasRead(found: readonly Waiting[]): void {
    const askedAt = this.since!;
    this.since = undefined;
    if (this.isClosed) return;
    this.after = found.at(-1)?.seq ?? this.after;
    const isWhole = found.length === readSize;
    if (isWhole) this.hasMore = true;
    if (isWhole && this.options.hasRoom(readSize)) this.ask();
    for (const waiting of found) if (!this.takenBack.delete(waiting.seq)) this.options.take(waiting);
    if (!isWhole) this.upTo = askedAt;
    this.options.onRead();
  }

  private failed(error: unknown): void {
    this.since = undefined;
    this.error = error;
    this.hasMore = true;
    this.options.onRead();
  }
}
