import { setTimeout as sleep } from 'node:timers/promises';
import type { SentCall } from './send-calls.ts';

/** What became of a call: the request that Connect got, and what it answered. */
export interface Fate {
  /** `POST /v2/identify`. */
  readonly request: string;
  readonly body: object;
  readonly answer: string;
}

/** Where to ask: the server's address for operators, Connect's address and key. */
export interface Witnesses {
  readonly admin: string;
  readonly connect: string;
  readonly key: string;
}

interface Delivery {
  readonly state: string;
  readonly fate?: { readonly status: string; readonly deliveryId?: string; readonly reason?: string };
  readonly attempts: readonly { readonly status?: number; readonly error?: string }[];
}

interface Received {
  readonly kind: string;
  readonly guid?: string;
  readonly body: object;
}

const longestMs = 30_000;

/** Waits until every call has its fate, then asks Connect what it got. Rejects after 30 s, saying which call is missing. */
export async function fatesOf(sent: readonly SentCall[], at: Witnesses): Promise<Fate[]> {
  const deliveries = await Promise.all(sent.map((one) => deliveryOf(one, at.admin)));
  const received = await receivedBy(at);
  const sizes = Map.groupBy(received, ({ guid }) => guid);
  return deliveries.map(({ fate, attempts }) => {
    const last = attempts.at(-1);
    const answer = String(last?.status ?? last?.error ?? fate?.status);
    // Calls of a batch share its id and keep their order, so each takes the next one.
    const index = received.findIndex(({ guid }) => guid !== undefined && guid === fate?.deliveryId);
    if (index === -1)
      return { request: fate?.status ?? 'nothing', body: { reason: fate?.reason ?? 'none is known' }, answer };
    const isBatch = sizes.get(fate?.deliveryId)!.length > 1;
    const [{ kind, body }] = received.splice(index, 1) as [Received];
    return { request: `POST /v2/${kind}${isBatch ? '/batch' : ''}`, body, answer };
  });
}

async function deliveryOf({ call, messageId }: SentCall, admin: string): Promise<Delivery> {
  const until = performance.now() + longestMs;
  while (performance.now() < until) {
    const answer = await fetch(`${admin}/api/calls/${encodeURIComponent(messageId)}`);
    const [story] = (await answer.json()) as { readonly deliveries: readonly Delivery[] }[];
    const [delivery] = story?.deliveries ?? [];
    if (delivery?.fate) return delivery;
    await sleep(20);
  }
  throw new Error(`the ${call.type} call was accepted, and had not arrived in Connect after ${longestMs / 1000} s`);
}

async function receivedBy({ connect, key }: Witnesses): Promise<Received[]> {
  const answer = await fetch(`${connect}/api/calls?after=0`, { headers: { authorization: `Bearer ${key}` } });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Received);
}
