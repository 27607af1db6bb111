import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * What browsers need to hear. All answers bear it, refusals too: without it the page can't see an answer and sends its
 * events again. `Retry-After` is invisible to a page unless it is named here.
 */
export function allowPages(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => showToPages(request, reply));
  // Every path is asked for beforehand, as analytics.js sends an Authorization header; and retries bear one more.
  server.options('*', async (request, reply) => {
    const wanted = request.headers['access-control-request-headers'];
    if (wanted !== undefined) reply.header('access-control-allow-headers', wanted);
    reply.header('access-control-allow-methods', 'GET, POST, OPTIONS');
    reply.header('access-control-max-age', '7200');
    return reply.code(204).send();
  });
}

/** Lets the page that asked see the answer. */
export function showToPages(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header('vary', 'Origin');
  if (origin === undefined) return;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', 'Retry-After');
}
