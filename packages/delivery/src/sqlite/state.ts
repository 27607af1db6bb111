import type { Delivery } from '../ledger.ts';

/** What a byte in `states` says of a delivery, and what its number in `refs` is then. */
export const State = {
  /** No call is here: it was refused, is a duplicate, was pruned or forgotten. */
  none: 0,
  waiting: 1,
  /** Waits at another place, which `revived` tells. */
  revived: 2,
  /** The number is that of the batch in `sent`. */
  delivered: 3,
  /** The number is that of the reason in `reasons`. */
  skipped: 4,
  /** `dead` tells more. */
  dead: 5,
} as const;

/** What the byte stands for when the delivery is in no open batch; nothing where no call is. */
export function nameOf(byte: number): Exclude<Delivery['state'], 'in flight'> | undefined {
  return names[byte];
}

const names = [undefined, 'waiting', 'waiting', 'delivered', 'skipped', 'dead'] as const;

/** True of a byte of a delivery that has no fate. */
export function isUndelivered(byte: number | undefined): boolean {
  return byte === State.waiting || byte === State.revived;
}
