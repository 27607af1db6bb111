import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Load, type SourceName, writeKeys } from './load.ts';

/**
 * Sends calls as SDKs do, again and again with the same messageIds until the answer is 200. Now and then the client is
 * impatient and sends again what may have been taken, and now and then it repeats what was taken.
 */
export async function sendUntilTaken(source: SourceName, calls: readonly Call[], load: Load): Promise<void> {
  const [first] = calls;
  const sentAt = new Date().toISOString();
  const alone = calls.length === 1 && first!.anonymousId !== undefined;
  const path = alone ? `/v1/${first!.type}` : '/v1/batch';
  const body = JSON.stringify(alone ? { ...first, sentAt } : { batch: calls, sentAt });
  for (;;) {
    const patience = load.random() < 0.1 ? load.between(5, 60) : 20_000;
    const status = await post(await load.address(), path, source, body, patience);
    if (status === 200) break;
    if (status !== undefined && status !== 503 && status !== 429) throw new Error(`answered with ${status}`);
    await sleep(20);
  }
  load.tell(source, calls);
  if (load.random() > 0.05) return;
  load.repeated++;
  await post(await load.address(), path, source, body, 20_000);
}

/** The status; nothing when no whole answer came. */
async function post(address: string, path: string, source: SourceName, body: string, patience: number) {
  try {
    const headers = { authorization: `Basic ${btoa(`${writeKeys[source]}:`)}` };
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(address + path, { method: 'POST', body, headers, signal });
    await answer.text();
    return answer.status;
  } catch {
    return undefined;
  }
}
