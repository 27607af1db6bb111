/** Segment's limits for what clients send; sizes in bytes of JSON text as sent. */
export const limits = {
  /** One call. A larger one fails on ingest; its batch goes on. */
  callBytes: 32 * 1024,
  /** One batch, by the letter. Clients overshoot it, so batches are taken up to `bodyBytes`. */
  batchBytes: 500 * 1024,
  /** One request, inflated. Above it nothing is read: 413. */
  bodyBytes: 4 * 1024 * 1024,
  /** Calls in one batch. Those behind the last one allowed fail on ingest. */
  batchCalls: 2500,
  /** Objects and arrays inside one another, the call itself being the first. */
  depth: 64,
  /** Characters (UTF-16 code units) of a messageId. */
  messageId: 100,
} as const;
