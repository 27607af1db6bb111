import { pageHeaders } from '@crosswalk/pages';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseEventName } from '../domain/event-name.ts';
import { Invalid } from '../domain/invalid.ts';
import { toFault } from '../http/faults.ts';
import { Refusal } from '../http/refusal.ts';
import type { Feed } from '../live/feed.ts';
import type { Environment } from '../store/environments.ts';
import { profileOf } from '../store/profile.ts';
import type { Store } from '../store/store.ts';
import { assetRoutes } from './assets.ts';
import { eventsPage, mostEvents } from './events.ts';
import { feedPage, mostRows } from './feed.ts';
import { requireLoopbackHost, requireOwnForm } from './guard.ts';
import { isShown, type LiveStreams } from './live-stream.ts';
import { messagePage } from './message.ts';
import { mostPeople, peoplePage } from './people.ts';
import { mostPastEvents, personPage } from './person.ts';
import { type View, viewOf } from './view.ts';

export interface PagesOptions {
  readonly store: Store;
  readonly feed: Feed;
  readonly streams: LiveStreams;
  readonly now: () => number;
  /** Whether only this machine itself may see the pages. */
  readonly loopbackOnly: boolean;
  /** The environment that the pages show unless told otherwise. */
  readonly environment: Environment;
}

const headers = pageHeaders({ scripts: true });

/** The pages for whoever runs this Connect. */
export function pageRoutes(app: FastifyInstance, options: PagesOptions): void {
  const { store, feed, streams, now } = options;
  const others = store.environments.all().filter(({ id }) => id !== options.environment.id);
  const environments = [options.environment, ...others];

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (options.loopbackOnly) requireLoopbackHost(request);
    if (request.method === 'POST') requireOwnForm(request);
  });

  app.setErrorHandler((error: Error, _request, reply) => {
    const { status, message } = toFault(error);
    const title = status === 404 ? 'Not found' : status === 403 ? 'Not allowed' : 'That did not work';
    return page(reply.code(status), messagePage(viewOf(environments, options.environment), title, `${message}.`));
  });

  const view = (request: FastifyRequest): View => {
    const name = parameter(request, 'environment');
    const environment = name === '' ? options.environment : environments.find((known) => known.name === name);
    if (!environment) throw new Refusal(404, 'There is no such environment');
    return viewOf(environments, environment);
  };

  for (const path of ['/', '/feed']) {
    app.get(path, async (request, reply) => {
      const shown = view(request);
      const entries = feed.since(0).filter(({ entry }) => isShown(entry.environment, shown));
      return page(reply, feedPage(shown, entries.slice(-mostRows), streams.place(feed.last())));
    });
  }

  app.get('/feed/live', { exposeHeadRoute: false }, (request, reply) => {
    const last = request.headers['last-event-id'];
    streams.start(reply, view(request), typeof last === 'string' ? last : parameter(request, 'after'));
  });

  app.get('/settings/events', async (request, reply) => page(reply, listEvents(view(request), searched(request))));

  app.post('/settings/events/define', async (request, reply) => {
    const shown = view(request);
    const name = (form(request).get('event') ?? '').trim();
    try {
      store.events.define(shown.environment.id, parseEventName(name, 'The name'), now());
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const search = { text: '', withHidden: false };
      return page(reply.code(400), listEvents(shown, { ...search, fault: { name, message: `${error.message}.` } }));
    }
    return reply.redirect(shown.href('/settings/events'), 303);
  });

  for (const verb of ['hide', 'show']) {
    app.post(`/settings/events/${verb}`, async (request, reply) => {
      const shown = view(request);
      const sent = form(request);
      const isKnown = store.events.setHidden(shown.environment.id, sent.get('event') ?? '', verb === 'hide');
      if (!isKnown) throw new Refusal(404, 'There is no such event');
      const parameters = { q: sent.get('q') ?? '', hidden: sent.get('hidden') ?? '' };
      return reply.redirect(shown.href('/settings/events', parameters), 303);
    });
  }

  app.get('/people', async (request, reply) => {
    const shown = view(request);
    const text = parameter(request, 'q');
    const before = Number(parameter(request, 'before')) || Number.MAX_SAFE_INTEGER;
    const people = store.directory.search(shown.environment.id, { text, before, most: mostPeople });
    return page(reply, peoplePage(shown, { people, text, total: store.directory.count(shown.environment.id) }));
  });

  app.get<{ Params: { id: string } }>('/people/:id', async (request, reply) => {
    const shown = view(request);
    const profile = profileOf(store, shown.environment.id, request.params.id);
    if (!profile) throw new Refusal(404, 'No person goes by this id');
    const ids = profile.ids.map(({ id }) => id);
    const history = store.calls.history(ids, historyPlace(parameter(request, 'before')), mostPastEvents);
    return page(reply, personPage(shown, { profile, history, total: store.calls.countEvents(ids) }));
  });

  assetRoutes(app);

  function listEvents(shown: View, search: Omit<Parameters<typeof eventsPage>[1], 'events'>): string {
    const query = { text: search.text, withHidden: search.withHidden, now: now(), most: mostEvents };
    return eventsPage(shown, { ...search, events: store.events.search(shown.environment.id, query) });
  }
}

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text);
}

function searched(request: FastifyRequest) {
  return { text: parameter(request, 'q'), withHidden: parameter(request, 'hidden') === 'show' };
}

/** A parameter of the address; the empty text when it is absent or given more than once. */
function parameter(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.trim() : '';
}

function form(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '');
}

/** Where a page of the history begins, written `TIME.SEQ`; the newest event without it. */
function historyPlace(text: string): { time: number; seq: number } {
  const place = /^(-?\d{1,16})\.(\d{1,15})$/.exec(text);
  if (!place) return { time: Number.MAX_SAFE_INTEGER, seq: 0 };
  return { time: Number(place[1]), seq: Number(place[2]) };
}
