/** One body on its way to the destination, as it is kept between pages. */
export interface Item {
  /** Sorts by time of the call; calls of one page in their order. Unique over tabs. */
  readonly key: string;
  readonly operation: string;
  readonly body: object;
  /** The delivery id of the call when it is sent alone. */
  readonly own: string;
  /** The delivery id that it is sent under: neighbours with one id are one batch, which was sealed before it was sent. */
  readonly id?: string;
  /** When it was queued, in milliseconds since 1970. */
  readonly at: number;
  /** How often it was sent in vain. */
  readonly tries?: number;
  /** Not to be sent before, in milliseconds since 1970. */
  readonly until?: number;
}

/** Where items are kept, in the order of their keys. Whatever is given is kept when the promise is fulfilled. */
export interface Queue {
  put(items: readonly Item[]): Promise<void>;
  /** The first so many. */
  first(most: number): Promise<Item[]>;
  remove(items: readonly Item[]): Promise<void>;
  count(): Promise<number>;
}
