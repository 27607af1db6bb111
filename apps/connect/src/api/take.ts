import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Feed } from '../live/feed.ts';
import type { Store } from '../store/store.ts';
import { parseJson } from './json-body.ts';
import { atPosition, type Placed } from './kinds/kind.ts';
import type { Path } from './paths.ts';

/** Most items of a batch. */
const most = 100;

const longestHeader = 200;

export interface Taking {
  readonly store: Store;
  readonly feed: Feed;
  readonly now: () => number;
}

/** Takes one call of an environment, whole or not at all: stores it, then tells the feed. Throws `Refusal`. */
export function takeCall({ store, feed, now }: Taking, path: Path, environment: number, request: FastifyRequest): void {
  const { kind, isBatch } = path;
  const guid = header(request, 'x-outbound-guid');
  const client = header(request, 'x-outbound-client');
  const at = now();
  const body = parseJson(request.body);

  let items: Placed<unknown>[] = [];
  // A copy is told by its GUID alone, before its body is looked at: it may have been taken under other rules.
  const outcome = store.take(environment, { kind: kind.name, at, guid, client }, (number) => {
    items = isBatch ? batchItems(path, body) : [placed(path, body, null)];
    kind.take({ store, environment, request: number, at }, items);
  });

  const entry = { at, environment, kind: kind.name, ...(client !== undefined && { client }) };
  if (outcome === 'copy') feed.add({ ...entry, outcome, reason: 'A copy of an earlier call (same GUID): dropped' });
  else if (items.length === 0) feed.add({ ...entry, outcome: 'accepted', reason: 'An empty batch' });
  for (const { item } of items) feed.add({ ...entry, outcome: 'accepted', ...kind.shown(item) });
}

function batchItems(path: Path, body: unknown): Placed<unknown>[] {
  if (!Array.isArray(body)) throw new Refusal(400, 'The body must be a list');
  if (body.length > most) throw new Refusal(400, `The batch holds ${body.length} items, at most ${most} are taken`);
  return body.map((item, index) => placed(path, item, index));
}

function placed({ kind }: Path, body: unknown, position: number | null): Placed<unknown> {
  return { item: atPosition(position, body, () => kind.parse(body)), body, position };
}

/** A header's text; an empty one counts as absent. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  if (typeof value !== 'string' || value === '') return undefined;
  if (value.length > longestHeader)
    throw new Refusal(400, `The header ${name} is longer than ${longestHeader} characters`);
  return value;
}
