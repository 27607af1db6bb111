import type { Answer } from '@crosswalk/engine';

const base = 1000;
const cap = 60_000;
const longestRetryAfter = 3_600_000;

/**
 * How long to wait before the next try, in milliseconds: as long as the destination asks for (seconds or a date), else
 * exponential backoff with full jitter, so that tabs and pages that failed together don't come back together.
 */
export function waitBefore(tries: number, answer: Answer, now: number): number {
  const asked = answer.headers?.['retry-after'];
  const ms = asked ? (Number(asked) >= 0 ? Number(asked) * 1000 : Date.parse(asked) - now) : Number.NaN;
  if (ms >= 0 || ms < 0) return Math.min(Math.max(ms, 0), longestRetryAfter);
  return Math.random() * Math.min(cap, base * 2 ** (tries - 1));
}
