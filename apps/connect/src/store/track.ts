import { Invalid } from '../domain/invalid.ts';
import type { Event, User } from '../domain/user.ts';
import type { NewCall } from './calls.ts';
import { identify } from './identify.ts';
import type { Identity } from './people.ts';
import type { Store } from './store.ts';

export type StoredEvent = Pick<NewCall, 'id'> & Required<Pick<NewCall, 'event'>>;

/** Lets an event take effect but for its counting. An unknown user is created. Throws as `identify` does. */
export function track(store: Store, environment: number, event: Event, at: number): StoredEvent {
  const { id } = event.user
    ? identifyEmbedded(store, environment, event.user, at)
    : store.people.findOrCreate(environment, event.userId, at);
  return { id, event: { number: store.events.findOrCreate(environment, event.name), time: event.time ?? at } };
}

function identifyEmbedded(store: Store, environment: number, user: User, at: number): Identity {
  try {
    return identify(store, environment, user, at);
  } catch (error) {
    throw error instanceof Invalid ? new Invalid(`user.${error.field}`, error.problem) : error;
  }
}
