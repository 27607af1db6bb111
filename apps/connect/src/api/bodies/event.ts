import { parseEventName } from '../../domain/event-name.ts';
import { eventTime } from '../../domain/event-time.ts';
import { described, Invalid } from '../../domain/invalid.ts';
import type { Event } from '../../domain/user.ts';
import { idText, objectBody, optionalObject } from './checks.ts';
import { userOf } from './user.ts';

/** An event object of track; throws `Invalid`. */
export function parseEvent(item: unknown): Event {
  const body = objectBody(item);
  const userId = idText(body.user_id, 'user_id');
  const name = parseEventName(body.event, 'event');
  optionalObject(body.properties, 'properties');
  const time = parseTimestamp(body.timestamp);
  const embedded = optionalObject(body.user, 'user');
  if (!embedded) return { userId, name, ...(time !== undefined && { time }) };
  const embeddedId = embedded.user_id ?? userId;
  if (idText(embeddedId, 'user.user_id') !== userId) {
    throw new Invalid('user.user_id', 'must be the user_id of the event when it is given');
  }
  return { userId, name, ...(time !== undefined && { time }), user: userOf(embedded, userId, 'user.') };
}

function parseTimestamp(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw new Invalid('timestamp', `must be a number, but is ${described(value)}`);
  const time = eventTime(value);
  if (time === undefined) throw new Invalid('timestamp', 'must be a moment in Unix seconds, but is out of range');
  return time;
}
