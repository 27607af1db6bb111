import type { FastifyRequest } from 'fastify';
import type { FeedEntry } from '../live/feed.ts';
import { isObject } from './bodies/checks.ts';

export interface RefusedCall {
  readonly status: number;
  readonly message: string;
  readonly kind: string;
  readonly at: number;
  /** The item that was at fault, as it was sent. */
  readonly item: unknown;
}

/** What the feed shows of a call that was not taken: as much of the sender and the user as the call told. */
export function refusedEntry(request: FastifyRequest, call: RefusedCall, environment: number | undefined): FeedEntry {
  const { status, message, kind, at, item } = call;
  const client = request.headers['x-outbound-client'];
  const userId = isObject(item) ? shown(item.user_id) : undefined;
  const event = isObject(item) ? shown(item.event) : undefined;
  return {
    at,
    kind,
    outcome: 'refused',
    reason: `${status}: ${message}`,
    ...(environment !== undefined && { environment }),
    ...(typeof client === 'string' && { client: client.slice(0, 200) }),
    ...(userId !== undefined && { userId }),
    ...(event !== undefined && { event }),
  };
}

function shown(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined;
}
