import { limits } from '@crosswalk/segment';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Certificate } from '../config/tls.ts';
import { inDoubt, notFound, stopping, tooLarge } from '../ingest/answer.ts';
import { apiDescription } from './api-description.ts';
import { allowPages, showToPages } from './cors.ts';
import { quietLogger } from './logger.ts';
import { sdkRoutes, send, type TakeIn } from './sdk-routes.ts';
import { strictHeaders } from './strict-headers.ts';
import { answerUnreadable, refuseExpectations } from './unreadable.ts';

export interface PublicOptions {
  readonly logger: FastifyServerOptions['logger'];
  readonly takeIn: TakeIn;
  /** Certificate and key in PEM; without them it speaks plain HTTP, for a proxy to speak HTTPS before it. */
  readonly tls?: Certificate | undefined;
  /** For tests; milliseconds. */
  readonly patience?: Partial<typeof usualPatience>;
  /** What else is served here. */
  readonly more?: (server: FastifyInstance) => void;
}

/** A server and the switch that makes it answer 503 while it stops. */
export interface PublicServer {
  readonly server: FastifyInstance;
  /** From now on calls are not taken any more; the SDKs keep them and come again. */
  refuse(): void;
}

/** How long a client may take to send its headers, and a whole request; how often that is looked at. In milliseconds. */
const usualPatience = { headers: 10_000, request: 30_000, look: 2_000 };

/** What Segment's SDKs talk to. Keeps connections longer than proxies do (they give up after 60 to 600 s). */
export function publicServer({ logger, takeIn, tls, patience, more }: PublicOptions): PublicServer {
  let isStopping = false;
  const { headers, request: whole, look } = { ...usualPatience, ...patience };
  // Headers beyond 16 KB end in 431 before anything here sees them.
  const limited = { headersTimeout: headers, connectionsCheckingInterval: look, maxHeaderSize: 16 * 1024 };
  const server: FastifyInstance = fastify({
    ...quietLogger(logger),
    bodyLimit: limits.bodyBytes,
    keepAliveTimeout: 620_000,
    requestTimeout: whole,
    ...(tls ? { https: { ...limited, ...tls, minVersion: 'TLSv1.2' as const } } : { http: limited }),
    clientErrorHandler: answerUnreadable,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // Addresses that are none come before all hooks; Fastify's own answer would repeat them.
    frameworkErrors: (_, request, reply) => {
      showToPages(request, reply.headers(strictHeaders));
      send(reply, notFound);
    },
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
  });
  refuseExpectations(server.server);
  server.addHook('onRequest', async (_, reply) => void reply.headers(strictHeaders));
  allowPages(server);
  bodiesAsBytes(server);
  server.addHook('onRequest', async (request, reply) => {
    if (isStopping && request.method !== 'OPTIONS') return send(reply.header('connection', 'close'), stopping);
  });
  sdkRoutes(server, takeIn);
  apiDescription(server);
  more?.(server);
  server.setNotFoundHandler((_, reply) => send(reply, notFound));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error.statusCode === 413) return send(reply, tooLarge);
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return send(reply, { status: 400, message: 'The request could not be read' });
    }
    request.log.error({ error: error.message }, 'a request failed');
    return send(reply, inDoubt);
  });
  return {
    server,
    refuse: () => {
      isStopping = true;
    },
  };
}

/** Bodies are JSON whatever their content type says: browsers say text/plain, others send none, or a form's. */
function bodiesAsBytes(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
  });
}
