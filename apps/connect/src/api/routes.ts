import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerFault } from '../http/faults.ts';
import { Refusal } from '../http/refusal.ts';
import type { Environment } from '../store/environments.ts';
import { callerOf } from './caller.ts';
import { answerPreflight, letRead } from './cors.ts';
import type { Keys } from './keys.ts';
import { paths } from './paths.ts';
import { refusedEntry } from './refused-entry.ts';
import { sdkConfig } from './sdk-config.ts';
import { type Taking, takeCall } from './take.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a POST to the path is, in the feed's words. */
    kind?: string;
    /** Web pages may send to the path, with a public key. */
    isForPages?: boolean;
  }
}

/** The API that SDKs and Crosswalk's delivery speak: all paths that take calls, by key. */
export function apiRoutes(app: FastifyInstance, taking: Taking, keys: Keys): void {
  const callers = new WeakMap<FastifyRequest, Environment>();

  app.addHook('onRequest', async (request, reply) => {
    const isForPages = request.routeOptions.config.isForPages ?? false;
    if (isForPages) letRead(request, reply, keys);
    if (request.method === 'OPTIONS') return;
    callers.set(request, callerOf(request, keys, isForPages));
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
      throw new Refusal(415, 'The body must be sent as it is, without Content-Encoding');
    }
  });

  app.setErrorHandler((error: Error, request, reply) => {
    const { status, message } = answerFault(error, reply);
    const { kind } = request.routeOptions.config;
    if (kind === undefined) return;
    const item = error instanceof Refusal ? error.item : undefined;
    taking.feed.add(refusedEntry(request, { status, message, kind, item, at: taking.now() }, callers.get(request)?.id));
  });

  for (const path of paths) {
    const isForPages = path.isForPages ?? false;
    if (isForPages) answerPreflight(app, path.url, keys);
    app.post(path.url, { config: { kind: path.kind.name, isForPages } }, async (request, reply) => {
      takeCall(taking, path, callers.get(request)!.id, request);
      return succeed(reply);
    });
  }

  for (const platform of ['ios', 'android']) {
    app.get(`/i/config/sdk/${platform}/:version`, async () => sdkConfig);
  }
}

/** Success has no body: the PHP SDK reads any body as an error. */
function succeed(reply: FastifyReply): FastifyReply {
  return reply.code(200).send();
}
