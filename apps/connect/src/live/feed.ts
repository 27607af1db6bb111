import { EventEmitter } from 'node:events';

/** One line of the feed: a user or event object as it arrived, or a whole call that was refused or dropped. */
export interface FeedEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Number of the environment; absent when the key told none. */
  readonly environment?: number;
  readonly kind: string;
  readonly userId?: string;
  readonly event?: string;
  readonly previousId?: string;
  readonly groupId?: string;
  /** `name/version` of the caller. */
  readonly client?: string;
  readonly outcome: 'accepted' | 'copy' | 'refused';
  /** Why it was refused. */
  readonly reason?: string;
}

export interface Numbered {
  /** Counts up from 1 while the process lives. */
  readonly number: number;
  readonly entry: FeedEntry;
}

export type Feed = ReturnType<typeof openFeed>;

/** The last `most` entries, and word to whoever listens that there are more. What nobody reads in time is let go. */
export function openFeed(most = 500) {
  const ring: FeedEntry[] = [];
  const news = new EventEmitter({}).setMaxListeners(0);
  let last = 0;

  return {
    add(entry: FeedEntry): void {
      ring[last % most] = entry;
      last += 1;
      news.emit('entry');
    },

    /** The number of the newest entry. */
    last: () => last,

    /** What is still kept of the entries behind `number`, oldest first. */
    since(number: number): Numbered[] {
      const first = Math.max(number, last - most, 0);
      return Array.from({ length: last - first }, (_, index) => {
        const at = first + index;
        return { number: at + 1, entry: ring[at % most]! };
      });
    },

    /** Calls `listener` after each new entry; gives the way to stop that. */
    listen(listener: () => void): () => void {
      news.on('entry', listener);
      return () => news.off('entry', listener);
    },
  };
}
