import type { AddressInfo } from 'node:net';
import type { Tuning } from '@crosswalk/delivery';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { adminServer } from './admin/admin-server.ts';
import type { Address, Config } from './config/config.ts';
import { startDelivery } from './deliver/delivery.ts';
import { Keyring } from './ingest/keyring.ts';
import { takeIn } from './ingest/take-in.ts';
import { listenFault } from './listen-fault.ts';
import { publicServer } from './server/public-server.ts';
import type { Source } from './sources/source.ts';

export interface Running {
  /** `http://127.0.0.1:4000`: where SDKs send to. */
  readonly address: string;
  readonly admin: string;
  /** Takes no more calls, delivers what it can within the grace, ends. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: Pick<Config, 'listen' | 'admin'>;
  readonly sources: readonly Source[];
  readonly logger: FastifyServerOptions['logger'];
  readonly tuning?: Partial<Tuning>;
  /** How long calls may take to be delivered when the server stops, in milliseconds. Default 10 s. */
  readonly graceMs?: number;
}

/** Starts both listeners and delivery. Rejects with a `ListenFault` when an address can't be listened on. */
export async function start({ config, sources, logger, tuning, graceMs = 10_000 }: StartOptions): Promise<Running> {
  const keyring = new Keyring(sources);
  const { server, refuse } = publicServer({
    logger,
    takeIn: (request, note) => takeIn(request, keyring, delivery.log, note),
  });
  const delivery = await startDelivery(sources, server.log, tuning);
  const admin = adminServer({ logger, ledger: delivery.store, deliverer: delivery.deliverer });
  try {
    const running = {
      address: await listen(server, config.listen, 'listen'),
      admin: await listen(admin, config.admin, 'admin'),
    };
    server.log.warn('calls wait in memory until they are delivered; what still waits when this ends is lost');
    return { ...running, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    refuse();
    await server.close();
    const left = await delivery.stop(graceMs);
    if (left > 0) server.log.warn({ calls: left }, 'calls were not delivered, and are lost as they waited in memory');
    await admin.close();
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
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
