import type { Seq } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Ledger, Revival, Selection } from '../ledger.ts';

export interface ReplayOptions {
  readonly ledger: Pick<Ledger, 'select' | 'revive'>;
  readonly clock: Clock;
  /** Which deliveries are meant; `Ledger.count` tells how many these are. Those without a fate are passed over. */
  readonly selection: Selection;
  readonly how: Revival;
  /** Deliveries that are revived in a second, at most. Default 100. */
  readonly perSecond?: number;
  /** Stops it: what was revived goes on to be delivered, the rest stays as it is. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  /** Deliveries that were meant, so far. */
  readonly looked: number;
  /** Deliveries that wait once more; those that came with them in a batch are among them. */
  readonly revived: number;
}

/** How often some are revived, in milliseconds. */
const beat = 100;

/**
 * Delivers calls anew, with their own limit to the rate, so that they don't hold up what comes in meanwhile. Whatever
 * is asked for twice is done once: a call without a fate is not revived, and the ids of what is sent are told by call and
 * mapping.
 */
export async function replay(options: ReplayOptions): Promise<ReplayProgress> {
  const { ledger, clock, selection, how, perSecond = 100, signal, onProgress } = options;
  let after: Seq = 0;
  let looked = 0;
  let revived = 0;
  // What may be revived now; less than one when the rate is below one a beat.
  let allowed = 0;
  while (!signal?.aborted) {
    allowed = Math.min(allowed, 0) + (perSecond * beat) / 1000;
    while (allowed > 0 && !signal?.aborted) {
      const stories = await ledger.select(selection, { after, most: Math.min(500, Math.ceil(allowed)) });
      const calls = stories.flatMap(({ seq, deliveries }) =>
        deliveries.map(({ destination }) => ({ seq, destination })),
      );
      if (calls.length === 0) return { looked, revived };
      const count = await ledger.revive(calls, how);
      after = stories.at(-1)!.seq;
      looked += calls.length;
      revived += count;
      allowed -= count;
      onProgress?.({ looked, revived });
    }
    await new Promise<void>((resolve) => clock.after(beat, resolve));
  }
  return { looked, revived };
}
