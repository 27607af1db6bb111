import type { Event } from '../../domain/user.ts';
import { track } from '../../store/track.ts';
import { parseEvent } from '../bodies/event.ts';
import { atPosition, type Kind } from './kind.ts';

export const trackKind: Kind<Event> = {
  name: 'track',
  parse: parseEvent,
  take({ store, environment, request, at }, items) {
    const counts = new Map<number, number>();
    for (const { item, body, position } of items) {
      const { id, event } = atPosition(position, body, () => track(store, environment, item, at));
      store.calls.add(environment, { request, position, id, event, body: JSON.stringify(body) });
      counts.set(event.number, (counts.get(event.number) ?? 0) + 1);
    }
    for (const [event, times] of counts) store.events.count(event, times, at);
  },
  shown: ({ userId, name }) => ({ userId, event: name }),
};
