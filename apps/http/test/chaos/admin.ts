import type { Backlog, Counts, Story } from '@crosswalk/delivery';
import type { Acceptance } from './verdict.ts';

/** What the admin listener tells, asked anew each time. */
export const counts = (admin: string) => ask<Counts>(`${admin}/api/counts`);

/** How many calls of these sources have yet to be delivered. */
export async function left(admin: string, sources: readonly string[]): Promise<number> {
  const { backlog } = await ask<{ backlog: readonly Backlog[] }>(`${admin}/api/deliveries`);
  const own = backlog.filter(({ source }) => sources.includes(source));
  return own.reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, 0);
}

/** All calls that are kept, by messageId. */
export async function acceptances(admin: string): Promise<Map<string, Acceptance>> {
  const found = new Map<string, Acceptance>();
  for (let after = 0; ; ) {
    const page = await ask<readonly Story[]>(`${admin}/api/calls?after=${after}&most=1000`);
    for (const { messageId, seq, acceptedAt } of page) found.set(messageId, { messageId, seq, acceptedAt });
    if (page.length === 0) return found;
    after = page.at(-1)!.seq;
  }
}

async function ask<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}
