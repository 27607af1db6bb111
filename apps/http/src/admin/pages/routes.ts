import { readFileSync } from 'node:fs';
import { href, html, sharedStyle } from '@crosswalk/pages';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiOptions } from '../api.ts';
import { reasonsAgainst } from '../readiness.ts';
import { totalOf } from '../replays.ts';
import { parseNumber, parseSelection } from '../selection.ts';
import { type Asked, callsPage, mostCalls } from './calls.ts';
import { deadPage } from './dead.ts';
import { fatePage } from './fate.ts';
import { layout } from './layout.ts';
import { overviewPage } from './overview.ts';

/** Looking at all that is kept, every few seconds, would be too much. */
const day = 24 * 3_600_000;
const newest = Number.MAX_SAFE_INTEGER;

/** The pages for whoever runs this server. */
export function pageRoutes(app: FastifyInstance, { ledger, delivering, health, replays }: ApiOptions): void {
  const own = readFileSync(new URL('../../../assets/operator.css', import.meta.url), 'utf8');
  const style = `${sharedStyle()}\n${own}`;
  app.get('/assets/style.css', (_, reply) => reply.type('text/css; charset=utf-8').send(style));

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.setErrorHandler((error: Error & { status?: number; statusCode?: number }, request, reply) => {
    const status = error.status ?? error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.message }, 'a page failed');
    const content = html`<div class="head"><h1>That did not work</h1></div><p>${error.message}.</p>`;
    return page(reply.code(status), layout({ title: 'That did not work', content }));
  });

  app.get('/', async (_, reply) => {
    const from = Date.now() - day;
    const [counts, backlog, tallies, environments, store] = await Promise.all([
      ledger.counts(),
      ledger.backlog(),
      ledger.tally({ from }),
      delivering.state(),
      health.state(),
    ]);
    const reasons = reasonsAgainst(environments, store);
    return page(
      reply,
      overviewPage({ from, counts, backlog, tallies, environments, reasons, replays: replays.list() }),
    );
  });

  app.get('/calls', async (request, reply) => {
    const asked = askedBy(request);
    const selection = parseSelection(asked, ['before', 'live']);
    const stories = await ledger.select(selection, { before: placeIn(asked), most: mostCalls });
    return page(reply, callsPage({ asked, selection, stories }));
  });

  app.get<{ Params: { messageId: string } }>('/calls/:messageId', async ({ params }, reply) => {
    const stories = await ledger.find(params.messageId);
    return page(reply.code(stories.length > 0 ? 200 : 404), fatePage(params.messageId, stories));
  });

  app.post<{ Params: { messageId: string } }>('/calls/:messageId/replay', async ({ params: { messageId } }, reply) => {
    await replays.start({ selection: { messageId }, how: {}, perSecond: 100 });
    return reply.redirect(`/calls/${encodeURIComponent(messageId)}`, 303);
  });

  app.get('/dead', async (request, reply) => {
    const asked = askedBy(request);
    const selection = { ...parseSelection(asked, ['before']), state: 'dead' as const };
    const [stories, tallies] = await Promise.all([
      ledger.select(selection, { before: placeIn(asked), most: mostCalls }),
      ledger.tally(selection),
    ]);
    return page(reply, deadPage({ asked, stories, count: totalOf(tallies), replays: replays.list() }));
  });

  app.post('/dead/replay', async ({ body }, reply) => {
    const { asMapped, perSecond, ...filters } = body as Asked;
    const selection = { ...parseSelection(filters), state: 'dead' as const };
    const how = { asMapped: asMapped === 'yes' };
    await replays.start({ selection, how, perSecond: parseNumber('Calls a second', perSecond, 100, 100_000) });
    return reply.redirect(href('/dead', filters), 303);
  });

  app.post<{ Params: { id: string } }>('/replays/:id/abort', async ({ params }, reply) => {
    await replays.abort(Number(params.id));
    return reply.redirect('/dead', 303);
  });
}

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text);
}

/** The parameters of the address that say something. */
function askedBy({ query }: FastifyRequest): Asked {
  const given = Object.entries(query as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    given.filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== ''),
  );
}

function placeIn({ before }: Asked): number {
  return parseNumber('before', before, newest, newest);
}
