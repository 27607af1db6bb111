import type { Contender } from '../contender.ts';
import type { Identify, Track } from '../events.ts';

export const contender: Contender = { name: 'hand-written', identify: identifyBody, track: trackBody };

export function identifyBody(event: Identify) {
  const { traits, context } = event;
  const { email, phone, ...attributes } = traits;
  const blank = traits.name.indexOf(' ');
  const { type, token } = context.device;
  const body: Record<string, unknown> = {
    user_id: event.userId ?? event.anonymousId,
    first_name: traits.name.slice(0, blank),
    last_name: traits.name.slice(blank + 1),
    email,
    phone_number: phone,
    apns: type === 'ios' ? [token] : undefined,
    fcm: type === 'android' ? [token] : undefined,
    attributes,
  };
  return body;
}

export function trackBody(event: Track) {
  return { user_id: event.userId ?? event.anonymousId, event: event.event, properties: event.properties };
}
