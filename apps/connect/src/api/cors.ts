import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Keys } from './keys.ts';

/** What a page may send along, beside what browsers let through anyway. */
const allowed = 'Content-Type, X-Outbound-Key, X-Outbound-GUID, X-Outbound-Client';

/** How long a browser remembers that it may, in seconds. Chromium keeps it for two hours at most. */
const maxAge = 7200;

/**
 * Lets pages of allowed origins send to this path and read the answer, refusals too: a browser that may not read a
 * refusal takes it for a broken network, and the call comes again and again.
 */
export function answerPreflight(app: FastifyInstance, url: string, keys: Keys): void {
  app.options(url, (request, reply) => {
    if (letRead(request, reply, keys)) {
      reply.header('access-control-allow-methods', 'POST');
      reply.header('access-control-allow-headers', allowed);
      reply.header('access-control-max-age', maxAge);
    }
    reply.code(204).send();
  });
}

/** Lets a page of an allowed origin read the answer; gives whether it may. */
export function letRead(request: FastifyRequest, reply: FastifyReply, keys: Keys): boolean {
  const { origin } = request.headers;
  reply.header('vary', 'Origin');
  if (origin === undefined || !keys.isOrigin(origin)) return false;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-expose-headers', 'Retry-After');
  return true;
}
