import type { Deliverer, Ledger } from '@crosswalk/delivery';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { quietLogger } from '../server/logger.ts';

export interface AdminOptions {
  readonly logger: FastifyServerOptions['logger'];
  readonly ledger: Ledger;
  readonly deliverer: Pick<Deliverer, 'state'>;
}

/**
 * What operators look at: is it alive, is it ready, what became of calls. It shows calls with all that is in them, so it
 * listens on this machine alone unless it is told otherwise.
 */
export function adminServer({ logger, ledger, deliverer }: AdminOptions): FastifyInstance {
  const server = fastify(quietLogger(logger));
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_, reply) => {
    const environments = deliverer.state();
    const ready = environments.every(({ breaker }) => breaker !== 'open');
    return reply.code(ready ? 200 : 503).send({ ready, environments });
  });
  server.get('/api/counts', () => ledger.counts());
  server.get<{ Params: { messageId: string } }>('/api/calls/:messageId', async ({ params }, reply) => {
    const stories = await ledger.find(params.messageId);
    return reply.code(stories.length > 0 ? 200 : 404).send(stories);
  });
  server.get<{ Querystring: { most?: string } }>('/api/refused', ({ query }) => ledger.refused(mostOf(query.most)));
  return server;
}

/** How many to show: 100, or what was asked for, up to 1000. */
function mostOf(asked: string | undefined): number {
  const most = /^\d{1,4}$/.test(asked ?? '') ? Number(asked) : 100;
  return Math.min(most, 1000);
}
