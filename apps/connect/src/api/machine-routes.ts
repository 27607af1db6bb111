import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFault } from '../http/faults.ts';
import { Refusal } from '../http/refusal.ts';
import type { Environment } from '../store/environments.ts';
import { profileOf } from '../store/profile.ts';
import type { Store } from '../store/store.ts';
import { callLines } from './call-lines.ts';
import type { Keys } from './keys.ts';
import { eventJson, personJson } from './machine-json.ts';

const mostEvents = 10_000;

/** What other programs read, with `Authorization: Bearer PRIVATEKEY`. */
export function machineRoutes(app: FastifyInstance, store: Store, keys: Keys, now: () => number): void {
  app.setErrorHandler((error: Error, _request, reply) => {
    if (error instanceof Refusal && error.status === 401) reply.header('www-authenticate', 'Bearer');
    answerFault(error, reply);
  });

  app.get<{ Querystring: { after?: string } }>('/api/calls', async (request, reply) => {
    const { id } = readerOf(request, keys);
    const after = request.query.after ?? '0';
    if (!/^\d{1,15}$/.test(after)) throw new Refusal(400, 'after must be a seq: a whole number, 0 or more');
    reply.type('application/x-ndjson; charset=utf-8');
    return Readable.from(callLines(store.calls, id, Number(after)));
  });

  app.get<{ Params: { id: string } }>('/api/people/:id', async (request) => {
    const { id } = readerOf(request, keys);
    const profile = profileOf(store, id, request.params.id);
    if (!profile) throw new Refusal(404, 'No person goes by this id');
    return personJson(profile, store.calls.countEvents(profile.ids.map((known) => known.id)));
  });

  app.get<{ Querystring: { q?: string } }>('/api/events', async (request) => {
    const { id } = readerOf(request, keys);
    const query = { text: textOf(request.query.q), withHidden: true, now: now(), most: mostEvents };
    return { events: store.events.search(id, query).map(eventJson) };
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function readerOf(request: FastifyRequest, keys: Keys): Environment {
  const key = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) throw new Refusal(401, 'The header Authorization: Bearer PRIVATEKEY is missing');
  const environment = keys.ofPrivate(key);
  if (!environment) throw new Refusal(401, 'The key is not one of this Connect');
  return environment;
}
