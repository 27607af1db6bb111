import { callPaths, figuresPath, type PathKind, pixelPaths } from '@crosswalk/segment';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, inDoubt } from '../ingest/answer.ts';
import { basicKey } from '../ingest/basic-key.ts';
import { gif, pixelBody } from '../ingest/pixel.ts';
import type { Note, SdkRequest } from '../ingest/take-in.ts';

export type TakeIn = (request: SdkRequest, note: Note) => Promise<Answer>;

/** Where calls come in: POSTed, and as the addresses of pictures in e-mails. */
export function sdkRoutes(server: FastifyInstance, takeIn: TakeIn): void {
  for (const [path, kind] of Object.entries(callPaths)) {
    server.post(path, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return send(reply, await takeIn(sdkRequest(kind, request, body), noteOf(request)));
    });
  }
  // Analytics.js counts what it did itself and sends the figures here: they are no calls, and nobody reads them.
  server.post(figuresPath, async (_, reply) => send(reply, { status: 200 }));
  for (const [path, kind] of Object.entries(pixelPaths)) {
    server.get(path, { exposeHeadRoute: false }, pixel(kind, takeIn));
  }
}

/** A picture whatever becomes of the call, as an e-mail would show a broken one otherwise. */
function pixel(kind: PathKind, takeIn: TakeIn) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const note = noteOf(request);
    const body = pixelBody(request.url.split('?', 2)[1] ?? '');
    // Whoever looks at a picture is a person's device.
    const taking = takeIn({ ...sdkRequest(kind, request, body), fromPage: true }, note);
    const { status } = await taking.catch((): Answer => inDoubt);
    if (status !== 200) note({ status }, 'the call of a picture was not taken');
    return reply.type('image/gif').header('cache-control', 'no-store').send(gif);
  };
}

function sdkRequest(kind: PathKind, request: FastifyRequest, body: Buffer): SdkRequest {
  const { writeKey } = request.query as { writeKey?: string | string[] };
  return {
    kind,
    body,
    keys: [basicKey(request.headers.authorization), [writeKey].flat()[0]],
    ip: request.ip,
    fromPage: request.headers.origin !== undefined,
  };
}

function noteOf(request: FastifyRequest): Note {
  return (facts, message) => request.log.warn(facts, message);
}

/** The answer as JSON, of which clients read the status alone. */
export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.status === 429) reply.header('retry-after', answer.retryAfterSeconds);
  const body = answer.status === 200 ? { success: true } : { success: false, message: answer.message };
  return reply.code(answer.status).send(body);
}
