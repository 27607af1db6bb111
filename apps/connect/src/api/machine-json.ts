import type { EventSummary } from '../store/events.ts';
import type { Profile } from '../store/profile.ts';

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

/** A person in the words of identify, and what only Connect knows. `gcm` and `fcm` are the one set of Android tokens. */
export function personJson({ person, ids, groupAttributes, tokens, unsubscribedCampaigns }: Profile, events: number) {
  const active = (platform: string) =>
    tokens.filter((token) => token.platform === platform && token.active).map((token) => token.token);
  return {
    user_id: person.userId,
    ids: ids.map(({ userId }) => userId),
    ...person.fields,
    apns: active('apns'),
    gcm: active('android'),
    fcm: active('android'),
    attributes: person.attributes,
    group_id: person.groupId,
    group_attributes: groupAttributes,
    tokens: tokens.map((token) => ({ ...token, since: iso(token.since) })),
    unsubscribed: person.unsubscribed,
    unsubscribed_campaigns: unsubscribedCampaigns,
    events,
    created_at: iso(person.createdAt),
    updated_at: iso(person.updatedAt),
  };
}

/** One line of the Events page for other programs. */
export function eventJson(event: EventSummary) {
  return {
    event: event.name,
    times_seen: event.times,
    first_seen: iso(event.firstSeen),
    last_seen: iso(event.lastSeen),
    received_in_last_24_hours: event.timesToday > 0,
    times_in_last_24_hours: event.timesToday,
    hidden: event.hidden,
    defined: event.defined,
  };
}
