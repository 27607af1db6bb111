import { Invalid } from '../../domain/invalid.ts';
import { idText, objectBody, texts } from './checks.ts';

/** Whose messages are switched on or off; without `campaigns` all of them are meant. */
export interface Subscription {
  readonly userId: string;
  readonly campaigns?: readonly string[];
}

/** The body of `/v2/{subscribe,unsubscribe}/all`; throws `Invalid`. */
export function parseSubscriptionToAll(item: unknown): Subscription {
  return { userId: idText(objectBody(item).user_id, 'user_id') };
}

/** The body of `/v2/{subscribe,unsubscribe}/campaigns`; throws `Invalid`. */
export function parseSubscriptionToCampaigns(item: unknown): Subscription {
  const body = objectBody(item);
  const userId = idText(body.user_id, 'user_id');
  const campaigns = texts(body.campaign_ids, 'campaign_ids');
  if (campaigns.length === 0) throw new Invalid('campaign_ids', 'must name at least one campaign');
  return { userId, campaigns };
}
