import { parseSubscriptionToAll, parseSubscriptionToCampaigns, type Subscription } from '../bodies/subscription.ts';
import type { Kind } from './kind.ts';

/** Subscribing or unsubscribing; an unknown user is created, so that a no is never forgotten. */
export function subscriptionKind(verb: 'subscribe' | 'unsubscribe', to: 'all' | 'campaigns'): Kind<Subscription> {
  const isSubscribed = verb === 'subscribe';
  return {
    name: `${verb} ${to}`,
    parse: to === 'all' ? parseSubscriptionToAll : parseSubscriptionToCampaigns,
    take({ store: { people, subscriptions }, environment, at }, items) {
      for (const { item } of items) {
        const { person } = people.findOrCreate(environment, item.userId, at);
        if (item.campaigns === undefined) subscriptions.setAll(person, isSubscribed, at);
        else subscriptions.setCampaigns(person, item.campaigns, isSubscribed);
      }
    },
    shown: ({ userId }) => ({ userId }),
  };
}
