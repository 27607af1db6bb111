import { isLoopback } from '@crosswalk/pages';
import { keysOf } from './api/keys.ts';
import { type FeedEntry, openFeed } from './live/feed.ts';
import { openLiveStreams } from './pages/live-stream.ts';
import { createServer } from './server.ts';
import type { Call } from './store/calls.ts';
import { StoreUnavailable } from './store/database.ts';
import type { Environment } from './store/environments.ts';
import { openStore, type Store } from './store/store.ts';

export interface ConnectOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The data folder; absent: everything is kept in memory. */
  readonly data?: string;
  /** The private key of an environment, which is made when no environment has it. */
  readonly key?: string;
  /** The name for an environment that is made. */
  readonly environment: string;
  /** The key that web pages use for that environment; absent: as it was. */
  readonly publicKey?: string;
  /** Origins of those pages; absent: as they were. */
  readonly origins?: readonly string[];
  readonly now: () => number;
}

export interface Connect {
  /** Where it listens, the real port included: `http://127.0.0.1:4010`. */
  readonly address: string;
  /** Finishes what is in hand, closes everything. */
  close(): Promise<void>;
}

/** Calls that the feed shows after a start. */
const remembered = 100;

/** How long calls in hand may take when it closes, in milliseconds. */
const grace = 5000;

/**
 * Starts a Connect. Throws `StoreUnavailable` when the data folder can't be used as told, and the system's error when the
 * address can't be listened on.
 */
export async function startConnect(options: ConnectOptions): Promise<Connect> {
  const { host, port, data, now } = options;
  const store = openStore(data);
  try {
    const environment = environmentOf(store, options);
    openToPages(store, environment, options);
    const feed = openFeed();
    for (const known of store.environments.all()) {
      for (const call of store.calls.latest(known.id, remembered)) feed.add(toEntry(call, known));
    }
    const streams = openLiveStreams(feed);
    const keys = keysOf(store.environments.all());
    const loopbackOnly = isLoopback(host);
    const app = createServer({ store, feed, streams, now, keys, environment, loopbackOnly });
    const address = await app.listen({ host, port });
    return {
      address,
      async close() {
        streams.close();
        const hurry = setTimeout(() => app.server.closeAllConnections(), grace);
        await app.close();
        clearTimeout(hurry);
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The environment of the key, or the first one of the data folder when no key was given. */
function environmentOf({ environments }: Store, { key, environment, now }: ConnectOptions): Environment {
  if (key === undefined) {
    const first = environments.all()[0];
    if (first) return first;
    throw new StoreUnavailable('There is no environment yet. Give it a private key: --key, 32 characters 0-9 a-f.');
  }
  const known = environments.byKey(key);
  if (known) return known;
  if (environments.byName(environment)) {
    throw new StoreUnavailable(
      `The data folder has an environment ${environment} with another key. Start with that key, or name a new environment for ` +
        'this one: --environment NAME.',
    );
  }
  return environments.create(environment, key, now());
}

/** Keeps what is told about pages with the environment. */
function openToPages(store: Store, { id }: Environment, { publicKey, origins }: ConnectOptions): void {
  const { environments } = store;
  if (publicKey !== undefined) {
    const owner = environments.byPublicKey(publicKey);
    if (owner && owner.id !== id) {
      throw new StoreUnavailable(
        `The public key belongs to the environment ${owner.name}. Give another: --public-key.`,
      );
    }
  }
  store.transaction(() => {
    if (publicKey !== undefined) environments.setPublicKey(id, publicKey);
    if (origins !== undefined) environments.setOrigins(id, origins);
  });
}

/** A stored call as the feed shows it. */
function toEntry({ at, kind, userId, client, body }: Call, environment: Environment): FeedEntry {
  const { event, previous_id: previousId, group_id: groupId } = JSON.parse(body) as Record<string, unknown>;
  const entry = { at, environment: environment.id, kind, userId, outcome: 'accepted' as const };
  return {
    ...entry,
    ...(client !== null && { client }),
    ...(typeof event === 'string' && { event }),
    ...(isId(previousId) && { previousId: String(previousId) }),
    ...(isId(groupId) && { groupId: String(groupId) }),
  };
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
