import { openApi } from '@crosswalk/segment/open-api';
import type { FastifyInstance } from 'fastify';
import { answerWithTag } from './tagged.ts';

/** Serves what can be asked for here, as OpenAPI. */
export function apiDescription(server: FastifyInstance): void {
  const text = Buffer.from(JSON.stringify(openApi()));
  server.get('/openapi.json', (request, reply) =>
    answerWithTag(request, reply.type('application/json; charset=utf-8'), 'no-cache', text),
  );
}
