import { setTimeout as sleep } from 'node:timers/promises';

/** What a person did, in order; the last word of each call is how it is told again at the other end. */
export interface Person {
  readonly id: string;
  /** Keys of the calls that were answered with 200, in the order of sending. */
  readonly acknowledged: string[];
}

export interface Load {
  /** Where to send to now. */
  address(): Promise<string>;
  readonly isOver: () => boolean;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
}

const words = ['Signed Up', 'Order Completed', 'Product Viewed', 'Straße geöffnet', 'ログイン'];

/**
 * One person at an SDK that awaits every flush: anonymous first, then known by an alias. Whatever is not answered with 200 is
 * sent again with the same messageIds, as SDKs do.
 */
export async function live(id: string, load: Load): Promise<Person> {
  const person: Person = { id, acknowledged: [] };
  const anonymousCalls = Math.floor(load.random() * 6);
  let made = 0;
  const next = () => callOf(id, made++, anonymousCalls, load.random);
  while (!load.isOver() || made <= anonymousCalls) {
    const batch = Array.from({ length: 1 + Math.floor(load.random() * 4) }, next);
    await sendUntilTaken(batch, load);
    person.acknowledged.push(...batch.map(keyOf));
    await sleep(load.random() * 60);
  }
  return person;
}

function callOf(id: string, n: number, anonymousCalls: number, random: () => number): Call {
  const timestamp = new Date(Date.now()).toISOString();
  const common = {
    messageId: `${id}-${n}`,
    timestamp,
    context: { library: { name: 'analytics.js', version: '2.11.1' } },
  };
  const who = n < anonymousCalls ? { anonymousId: `anonymous-${id}` } : { userId: id };
  if (n === anonymousCalls) return { ...common, type: 'alias', userId: id, previousId: `anonymous-${id}` };
  if (random() < 0.2)
    return { ...common, ...who, type: 'identify', traits: { n, name: 'Michael Bolton', plan: 'Startup' } };
  const event = words[Math.floor(random() * words.length)]!;
  return { ...common, ...who, type: 'track', event, properties: { n, total: 12.5, products: productsOf(random) } };
}

/** Few, and now and then very many: large requests go other ways than small ones. */
function productsOf(random: () => number): object[] {
  const count = random() < 0.1 ? 200 : 1;
  return Array.from({ length: count }, (_, at) => ({ sku: `sku-${at}`, price: random() * 100 }));
}

interface Call {
  readonly type: string;
  readonly messageId: string;
  readonly [key: string]: unknown;
}

const keyOf = ({ type, messageId }: Call) =>
  type === 'alias' ? 'alias' : messageId.slice(messageId.lastIndexOf('-') + 1);

async function sendUntilTaken(batch: readonly Call[], load: Load): Promise<void> {
  const body = JSON.stringify({ batch, sentAt: new Date(Date.now()).toISOString() });
  for (;;) {
    try {
      const headers = { authorization: `Basic ${btoa('k1:')}` };
      const answer = await fetch(`${await load.address()}/v1/batch`, { method: 'POST', body, headers });
      await answer.text();
      if (answer.status === 200) return;
      if (answer.status !== 503 && answer.status !== 429) throw new Unexpected(`answered with ${answer.status}`);
    } catch (error) {
      if (error instanceof Unexpected) throw error;
    }
    await sleep(20);
  }
}

class Unexpected extends Error {}
