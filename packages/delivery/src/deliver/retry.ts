import type { Answer } from '../destination.ts';

/** When to try again, and when to give up. Times in milliseconds. */
export interface RetryPolicy {
  /** The longest first wait; it doubles with every try. */
  readonly base: number;
  /** The longest wait. */
  readonly cap: number;
  /** The longest that `Retry-After` is believed. */
  readonly longestRetryAfter: number;
  /** A call is given up when it has been tried for this long ... */
  readonly giveUpAfter: number;
  /** ... and this many times. */
  readonly giveUpTries: number;
}

export const usualRetryPolicy: RetryPolicy = {
  base: 1000,
  cap: 60_000,
  longestRetryAfter: 3_600_000,
  giveUpAfter: 72 * 3_600_000,
  giveUpTries: 5,
};

/**
 * How long to wait before the next try: as long as the destination asks for, else exponential backoff with full jitter
 * (any time up to the limit, so that those who failed together don't come back together).
 */
export function waitBefore(
  tries: number,
  answer: Answer,
  policy: RetryPolicy,
  random: () => number,
  wall: number,
): { ms: number; isAsked: boolean } {
  const asked = retryAfter(answer, wall);
  if (asked !== undefined) return { ms: Math.min(asked, policy.longestRetryAfter), isAsked: true };
  return { ms: random() * Math.min(policy.cap, policy.base * 2 ** (tries - 1)), isAsked: false };
}

/** `Retry-After` in milliseconds from now: seconds, or a date of HTTP; nothing when absent or neither. */
export function retryAfter(answer: Answer, wall: number): number | undefined {
  const text = headerOf(answer, 'retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]{3}, \d/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - wall);
}

function headerOf({ headers = {} }: Answer, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}
