import Fastify, { type FastifyInstance } from 'fastify';
import type { Keys } from './api/keys.ts';
import { machineRoutes } from './api/machine-routes.ts';
import { apiRoutes } from './api/routes.ts';
import { errorBody } from './http/refusal.ts';
import { type PagesOptions, pageRoutes } from './pages/routes.ts';

/** A batch of 100 calls of 32 KB each is 3.2 MB, so twice that and some. */
const bodyLimit = 8 * 1024 * 1024;

/** The HTTP side: API, routes for machines, pages. Not listening yet. */
export function createServer(options: PagesOptions & { readonly keys: Keys }): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    requestTimeout: 60_000,
    // Longer than a proxy's or an SDK's own, so that it is not us who close a connection that is about to be used.
    keepAliveTimeout: 75_000,
    // Ids of people are part of addresses and may be long.
    routerOptions: { maxParamLength: 10_000 },
  });
  // Bodies are read whatever their content type says, and only after the key was seen. A type that is no type at all
  // would be refused before that, so it is not let near.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request) => {
    delete request.headers['content-type'];
  });

  app.register(async (api) => apiRoutes(api, options, options.keys));
  app.register(async (machines) => machineRoutes(machines, options.store, options.keys, options.now));
  app.register(async (pages) => pageRoutes(pages, options));
  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split('?', 1)[0]!;
    const method = (['GET', 'POST'] as const).find((other) => app.hasRoute({ url, method: other }));
    const status = method === undefined ? 404 : 405;
    if (method !== undefined) reply.header('allow', method);
    const message = method === undefined ? 'There is no such path' : `This path takes ${method} only`;
    reply.code(status).type('application/json; charset=utf-8').send(errorBody(status, message));
  });
  return app;
}
