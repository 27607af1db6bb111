import { Invalid } from '../../domain/invalid.ts';
import { Refusal } from '../../http/refusal.ts';
import type { FeedEntry } from '../../live/feed.ts';
import type { Store } from '../../store/store.ts';

/** What the items of a call are, what is checked, and what they do. */
export interface Kind<Item> {
  /** The word for it in the feed and in the log of calls. */
  readonly name: string;
  /** A checked item; throws `Invalid`. */
  parse(body: unknown): Item;
  /** Stores what all the items do; runs inside a transaction. Throws `Refusal`. */
  take(context: Context, items: readonly Placed<Item>[]): void;
  /** What the feed shows of an item. */
  shown(item: Item): Partial<FeedEntry>;
}

export interface Context {
  readonly store: Store;
  readonly environment: number;
  /** Row number of the HTTP call. */
  readonly request: number;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

/** An item with its body as it was sent and its place in the batch, null when it came alone. */
export interface Placed<Item> {
  readonly item: Item;
  readonly body: unknown;
  readonly position: number | null;
}

/** Runs `work` for the item at `position`; a fault is a 400 that names the index and the field. */
export function atPosition<Result>(position: number | null, body: unknown, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const index = position === null ? '' : `[${position}]`;
    const place = `${index}${index !== '' && error.field !== '' ? '.' : ''}${error.field}`;
    throw new Refusal(400, `${place === '' ? 'The body' : place} ${error.problem}`, body);
  }
}
