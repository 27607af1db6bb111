import type { Outcome } from '@crosswalk/engine';
import type { Contender } from '../contender.ts';
import type { Identify, Track } from '../events.ts';

/** What a careful person would write who owes the same promises as `map`: kinds checked, blanks left out, an Outcome given. */
export const contender: Contender = {
  name: 'hand-written, with the same checks and Outcome',
  identify: map,
  track: map,
  body: (outcome: Extract<Outcome, { status: 'mapped' }>) => outcome.requests[0]!.body,
};

function map(event: Identify | Track): Outcome {
  try {
    if (event.type === 'identify') return identify(event);
    if (event.type === 'track') return track(event);
    return { status: 'skipped', reason: 'no rule' };
  } catch {
    return { status: 'rejected', errors: [{ code: 'R408', severity: 'error', message: 'a mistake of ours' }] };
  }
}

const isPresentText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const isId = (value: unknown) => (typeof value === 'number' && Number.isFinite(value)) || isPresentText(value);

function identify(event: Identify): Outcome {
  const id = isId(event.userId) ? event.userId : event.anonymousId;
  if (!isId(id)) return rejected();
  const { traits, context } = event;
  const body: Record<string, unknown> = { user_id: id };
  if (typeof traits === 'object' && traits !== null) {
    const { email, phone, ...attributes } = traits;
    if (isPresentText(traits.name)) {
      const blank = traits.name.indexOf(' ');
      body.first_name = blank === -1 ? traits.name : traits.name.slice(0, blank);
      if (blank !== -1) body.last_name = traits.name.slice(blank + 1);
    }
    if (isPresentText(email)) body.email = email;
    if (isPresentText(phone)) body.phone_number = phone;
    const device = context?.device;
    if (typeof device === 'object' && device !== null && isPresentText(device.token)) {
      if (device.type === 'ios') body.apns = [device.token];
      else if (device.type === 'android') body.fcm = [device.token];
    }
    body.attributes = attributes;
  } else body.attributes = {};
  return { status: 'mapped', rule: 'identify', requests: [{ operation: 'identify', body }], warnings: none };
}

function track(event: Track): Outcome {
  const id = isId(event.userId) ? event.userId : event.anonymousId;
  if (!isId(id) || !isPresentText(event.event) || event.event.length > 200) return rejected();
  const { properties } = event;
  const isObject = typeof properties === 'object' && properties !== null && !Array.isArray(properties);
  const body = { user_id: id, event: event.event, properties: isObject ? properties : {} };
  return { status: 'mapped', rule: 'track', requests: [{ operation: 'track', body }], warnings: none };
}

const none: never[] = [];
const rejected = (): Outcome => ({
  status: 'rejected',
  errors: [{ code: 'R401', severity: 'error', message: 'absent' }],
});
