import { type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';

/**
 * Fastify's logger without what may name people or keys: of a request its method and its route only, since addresses,
 * queries and headers hold keys and persons. Requests themselves are not logged: what is in force and what fails is.
 */
export function quietLogger(logger: FastifyServerOptions['logger']): FastifyServerOptions {
  if (!logger) return { logger: false };
  const req = ({ method, routeOptions }: FastifyRequest) => ({ method, url: routeOptions.url ?? 'unknown' });
  const logController = new LogController({ disableRequestLogging: true });
  return { logController, logger: { ...(logger === true ? {} : logger), serializers: { req } } };
}
