import type { Ledger, Page, Revival } from '@crosswalk/delivery';
import type { FastifyInstance } from 'fastify';
import type { Delivering } from '../deliver/delivering.ts';
import type { Delivery } from '../deliver/delivery.ts';
import { Fault } from './fault.ts';
import { reasonsAgainst } from './readiness.ts';
import { type Replays, totalOf } from './replays.ts';
import { parseNumber, parseSelection } from './selection.ts';

export interface ApiOptions {
  readonly ledger: Ledger;
  readonly delivering: Pick<Delivering, 'state' | 'forget'>;
  readonly health: Pick<Delivery['health'], 'state'>;
  readonly replays: Replays;
}

/** What programs ask, in JSON. docs/operations.md shows each with an example. */
export function apiRoutes(app: FastifyInstance, { ledger, delivering, health, replays }: ApiOptions): void {
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_, reply) => {
    const [environments, store] = await Promise.all([delivering.state(), health.state()]);
    const reasons = reasonsAgainst(environments, store);
    const ready = reasons.length === 0;
    return reply.code(ready ? 200 : 503).send({ ready, reasons, store, environments });
  });

  app.get('/api/counts', () => ledger.counts());
  app.get<{ Querystring: { most?: string } }>('/api/refused', ({ query }) =>
    ledger.refused(parseNumber('most', query.most, 100, 1000)),
  );
  app.get('/api/deliveries', async ({ query }) => {
    const [deliveries, backlog] = await Promise.all([ledger.tally(parseSelection(query)), ledger.backlog()]);
    return { deliveries, backlog };
  });
  app.get<{ Querystring: Record<string, string> }>('/api/calls', ({ query }) =>
    ledger.select(parseSelection(query, ['before', 'after', 'most']), pageOf(query)),
  );
  app.get<{ Params: { messageId: string } }>('/api/calls/:messageId', async ({ params }, reply) => {
    const stories = await ledger.find(params.messageId);
    return reply.code(stories.length > 0 ? 200 : 404).send(stories);
  });

  app.post('/api/replays/count', async ({ body }) => {
    const tallies = await replays.count(parseOrder(body));
    return { count: totalOf(tallies), tallies };
  });
  app.post('/api/replays', async ({ body }, reply) => reply.code(202).send(await replays.start(parseOrder(body))));
  app.get('/api/replays', async () => replays.list());
  app.get<{ Params: { id: string } }>('/api/replays/:id', async ({ params }) => known(replays.find(Number(params.id))));
  app.delete<{ Params: { id: string } }>('/api/replays/:id', async ({ params }) =>
    known(await replays.abort(Number(params.id))),
  );

  // Ids of people stand in bodies, not in addresses, which proxies write down.
  app.post('/api/trace', async ({ body }) => ledger.trace(parseUser(body)));
  app.post('/api/forget', async ({ body }) => {
    const trace = await ledger.trace(parseUser(body));
    const { ids, shared } = trace;
    return { ids, shared, calls: await delivering.forget(trace) };
  });
}

function pageOf({ before, after, most }: Readonly<Record<string, string>>): Page {
  const limit = Number.MAX_SAFE_INTEGER;
  const count = parseNumber('most', most, 100, 1000);
  if (after === undefined) return { before: parseNumber('before', before, limit, limit), most: count };
  if (before !== undefined) throw new Fault(400, 'either before or after, not both');
  return { after: after === '0' ? 0 : parseNumber('after', after, 1, limit), most: count };
}

function parseOrder(body: unknown): Parameters<Replays['start']>[0] {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const selection = parseSelection(given, ['asMapped', 'again', 'perSecond']);
  const how: Revival = { asMapped: parseSwitch('asMapped', given), again: parseSwitch('again', given) };
  return { selection, how, perSecond: parseNumber('perSecond', given.perSecond, 100, 100_000) };
}

function parseSwitch(word: string, given: Readonly<Record<string, unknown>>): boolean {
  const value = given[word] ?? false;
  if (typeof value !== 'boolean') throw new Fault(400, `${word} is true or false`);
  return value;
}

function parseUser(body: unknown): string {
  const { user } = (body ?? {}) as { readonly user?: unknown };
  if (typeof user !== 'string' || user === '') throw new Fault(400, 'user wants the id of a person, as text');
  return user;
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Fault(404, 'there is no such replay');
  return found;
}
