import type { Outlet, Seq } from './call.ts';

/** A request that was made for a call and is kept. */
export interface StoredRequest {
  readonly operation: string;
  readonly body: object;
  /** Version of the mapping that made it. */
  readonly version: string;
  /** No request of the call follows. */
  readonly last: boolean;
}

/** What a request of a batch belongs to. */
export interface Member {
  /** The place in the order of delivery. */
  readonly seq: Seq;
  readonly messageId: string;
  /** Which of the requests that the call became, from 0. */
  readonly part: number;
  /** No request of the call follows. */
  readonly last: boolean;
  /** Keys of the lanes that wait for it: the user's, and for an alias the other id's. */
  readonly lanes: readonly string[];
}

/** Tells a batch from all others that are open. */
export interface BatchKey extends Outlet {
  /** The delivery id. The same batch is always sent under the same one; two outlets may use one for the same call. */
  readonly id: string;
}

/** Requests that travel as one, written down before they are sent. All of its calls came through one outlet. */
export interface Batch extends BatchKey {
  readonly operation: string;
  readonly version: string;
  readonly members: readonly Member[];
  /** One body a member, in the same order. */
  readonly bodies: readonly object[];
  /** The bodies as a JSON array in UTF-8, when they are known so already (`batchOfBytes`). */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /**
   * Set on a batch that is resent as it was because it may have arrived: when the destination refuses it after all, it has
   * not arrived, and its calls are mapped anew.
   */
  readonly elseAnew?: true;
}

/**
 * A batch whose bodies are bytes: that is what is stored and sent. They are read when somebody looks at them, which seldom
 * happens, and thousands of objects need not be kept until then.
 */
export function batchOfBytes(batch: Omit<Batch, 'bodies' | 'bytes'>, bytes: Uint8Array<ArrayBuffer>): Batch {
  let bodies: readonly object[] | undefined;
  return {
    ...batch,
    bytes,
    get bodies() {
      bodies ??= JSON.parse(new TextDecoder().decode(bytes)) as object[];
      return bodies;
    },
  };
}

/** The bodies of a batch as a JSON array in UTF-8. */
export function bytesOf(batch: Batch): Uint8Array<ArrayBuffer> {
  return batch.bytes ?? new TextEncoder().encode(JSON.stringify(batch.bodies));
}
