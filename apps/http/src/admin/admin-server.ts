import { systemClock } from '@crosswalk/delivery';
import { isLoopback, pageHeaders } from '@crosswalk/pages';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Delivery } from '../deliver/delivery.ts';
import { quietLogger } from '../server/logger.ts';
import { apiRoutes } from './api.ts';
import { requireLoopbackHost, requireNoOtherSite } from './guard.ts';
import { exposition, textFormat } from './metrics/exposition.ts';
import { metrics } from './metrics/metrics.ts';
import { pageRoutes } from './pages/routes.ts';
import { Replays } from './replays.ts';

const headers = pageHeaders({ scripts: false });

export interface AdminOptions {
  readonly logger: FastifyServerOptions['logger'];
  /** Where it listens; one that only this machine reaches answers to no foreign name. */
  readonly host: string;
  readonly delivery: Pick<Delivery, 'store' | 'delivering' | 'health'>;
}

/**
 * What operators look at: is it alive, is it ready, what became of calls. It shows calls with all that is in them and asks for
 * no password, so it listens on this machine alone unless it is told otherwise.
 */
export function adminServer({ logger, host, delivery }: AdminOptions): {
  readonly server: FastifyInstance;
  /** Ends what operators began, and the listener. */
  stop(): Promise<void>;
} {
  const { store: ledger, delivering, health } = delivery;
  const replays = new Replays(ledger, systemClock);
  const server = fastify({ ...quietLogger(logger), forceCloseConnections: true });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (isLoopback(host)) requireLoopbackHost(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') requireNoOtherSite(request);
  });
  server.setErrorHandler((error: Error & { status?: number; statusCode?: number }, request, reply) => {
    const status = error.status ?? error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.message }, 'a request of an operator failed');
    return reply.code(status).send({ error: error.message });
  });
  server.get('/metrics', async (_, reply) =>
    reply.type(textFormat).send(exposition(await metrics({ ledger, delivering, health }))),
  );
  apiRoutes(server, { ledger, delivering, health, replays });
  server.register(async (pages) => pageRoutes(pages, { ledger, delivering, health, replays }));
  return {
    server,
    async stop() {
      await replays.stop();
      await server.close();
    },
  };
}
