import type { Event } from '../domain/user.ts';
import type { NewCall } from './calls.ts';
import { identify } from './identify.ts';
import type { Store } from './store.ts';

export type StoredEvent = Pick<NewCall, 'id'> & Required<Pick<NewCall, 'event'>>;

/** Lets an event take effect but for its counting. An unknown user is created. Throws as `identify` does. */
export function track(store: Store, environment: number, event: Event, at: number): StoredEvent {
  const { id } = event.user
    ? identify(store, environment, event.user, at)
    : store.people.findOrCreate(environment, event.userId, at);
  return { id, event: { number: store.events.findOrCreate(environment, event.name), time: event.time ?? at } };
}
