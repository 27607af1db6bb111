import type { AddressInfo } from 'node:net';
import { type HttpOptions, systemClock, type Tuning } from '@crosswalk/delivery';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { adminServer } from './admin/admin-server.ts';
import { atMost } from './at-most.ts';
import { cdnRoutes } from './cdn/cdn-routes.ts';
import type { Address, Config } from './config/config.ts';
import { startDelivery } from './deliver/delivery.ts';
import { Pace } from './ingest/pace.ts';
import { takeIn } from './ingest/take-in.ts';
import { listenFault } from './listen-fault.ts';
import { publicServer } from './server/public-server.ts';
import { follow, type Origin } from './sources/follow.ts';
import { Live } from './sources/live.ts';
import type { Source } from './sources/source.ts';

export interface Running {
  /** `http://127.0.0.1:4000`: where SDKs send to. */
  readonly address: string;
  readonly admin: string;
  /** Takes no more calls, delivers what it can within the grace, ends. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: Pick<Config, 'listen' | 'admin' | 'data' | 'tls' | 'keep'>;
  readonly sources: readonly Source[];
  readonly logger: FastifyServerOptions['logger'];
  readonly tuning?: Partial<Tuning>;
  /** Where the configuration came from, to follow what is changed there; without it nothing is followed. */
  readonly from?: Origin;
  readonly http?: HttpOptions;
  /** How long what is under way may take when the server stops, in milliseconds. Default 8 s. */
  readonly graceMs?: number;
}

/**
 * Starts both listeners and delivery. Rejects with a `StoreFault` when the data folder can't be used, and with a `ListenFault`
 * when an address can't be listened on.
 */
export async function start({
  config,
  sources,
  logger,
  tuning,
  http,
  from,
  graceMs = 8_000,
}: StartOptions): Promise<Running> {
  const pace = new Pace(systemClock.monotonic);
  const { server, refuse } = publicServer({
    logger,
    tls: config.tls,
    takeIn: (request, note) => takeIn(request, live.keyring, delivery.log, note, pace),
    more: (app) => cdnRoutes(app, { find: (key) => live.keyring.find(key) }),
  });
  const { data, keep } = config;
  const delivery = await startDelivery({ sources, data, keep, logger: server.log, tuning, http });
  const live = new Live({
    config,
    sources,
    logger: server.log,
    apply: (changed) => delivery.delivering.configure(changed),
    wall: systemClock.wall,
  });
  let unfollow = () => {};
  const { server: admin, stop: stopAdmin } = adminServer({ logger, host: config.admin.host, delivery });
  admin.get('/api/configuration', async () => live.state());
  try {
    const running = {
      address: await listen(server, config.listen, 'listen'),
      admin: await listen(admin, config.admin, 'admin'),
    };
    if (data === undefined) {
      const notes = ['name a folder in crosswalk.yaml, such as data: ./data'];
      server.log.warn({ notes }, 'calls wait in memory only: without data, what still waits when this ends is lost');
    }
    if (from) unfollow = follow(from, live, server.log);
    return { ...running, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    const until = performance.now() + graceMs;
    refuse();
    unfollow();
    // A client that is slow to send must not use up the time of what is being delivered.
    await atMost(graceMs / 2, Promise.all([server.close(), stopAdmin()]));
    const left = await delivery.stop(Math.max(0, until - performance.now()));
    if (left === 0) return;
    if (data === undefined)
      server.log.warn({ calls: left }, 'calls were not delivered, and are lost: there is no data folder');
    else server.log.info({ calls: left }, 'calls wait in the data folder for the next start');
  }
}

async function listen(server: FastifyInstance, address: Address, name: 'listen' | 'admin'): Promise<string> {
  try {
    await server.listen({ host: address.host, port: address.port });
  } catch (error) {
    throw listenFault(error, address, name);
  }
  const { port } = server.server.address() as AddressInfo;
  const host = address.host === '0.0.0.0' || address.host === '::' ? '127.0.0.1' : address.host;
  const scheme = 'setSecureContext' in server.server ? 'https' : 'http';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
