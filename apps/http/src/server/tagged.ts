import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers with a body and its tag; without the body where the client has it already. */
export function answerWithTag(request: FastifyRequest, reply: FastifyReply, cache: string, body: Buffer): FastifyReply {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag: tag, 'cache-control': cache });
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  const isKnown = known.some((one) => one.trim().replace(/^W\//, '') === tag);
  return isKnown ? reply.code(304).removeHeader('content-encoding').send() : reply.send(body);
}
