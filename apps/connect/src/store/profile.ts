import type { Person } from '../domain/person.ts';
import type { Attributes } from '../domain/user.ts';
import type { Store } from './store.ts';
import type { Token } from './tokens.ts';

/** All that is known of one person, but for the events. */
export interface Profile {
  readonly person: Person;
  /** Every id the person was called by, with row numbers, in the order in which Connect met them. */
  readonly ids: readonly { readonly id: number; readonly userId: string }[];
  readonly groupAttributes: Attributes;
  readonly tokens: readonly Token[];
  readonly unsubscribedCampaigns: readonly string[];
}

/** The profile of the person who goes by `userId`, a joined id included; `undefined` when there is none. */
export function profileOf(store: Store, environment: number, userId: string): Profile | undefined {
  const identity = store.people.find(environment, userId);
  if (!identity) return undefined;
  const person = store.people.load(identity.person);
  return {
    person,
    ids: store.people.idsOf(identity.person),
    groupAttributes: person.groupId === null ? {} : store.people.groupAttributes(environment, person.groupId),
    tokens: store.tokens.of(identity.person),
    unsubscribedCampaigns: store.subscriptions.unsubscribedCampaigns(identity.person),
  };
}
