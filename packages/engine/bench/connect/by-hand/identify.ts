import type { Settings } from '@crosswalk/engine';
import { Traits } from './traits.ts';
import { compact, member, type Notes, present, requiredId, text, textField } from './values.ts';

export function identify(event: Record<string, unknown>, settings: Settings, notes: Notes): object {
  const traits = new Traits(event.traits);
  const phone = phoneText(traits.get('phone'));
  const [ios, android] = tokens(event.context, notes);
  return compact({
    user_id: requiredId(present(event.userId) ?? event.anonymousId, 'user_id', notes),
    first_name: firstName(traits, notes),
    last_name: lastName(traits, notes),
    email: textField(present(traits.get('email')) ?? addressIn(event.userId), 'email', notes),
    phone_number: textField(present(phone) ?? firstPhone(traits, notes), 'phone_number', notes),
    timezone: zone(member(event.context, 'timezone'), notes) ?? zone(traits.get('timezone'), notes),
    apns: ios,
    fcm: settings.androidTokens === 'fcm' ? android : undefined,
    gcm: settings.androidTokens === 'gcm' ? android : undefined,
    attributes: attributes(traits, phone),
  });
}

function firstName(traits: Traits, notes: Notes): string | undefined {
  const own = text(traits.get('firstName'), 'first_name', notes);
  if (own !== undefined) return own;
  const name = text(traits.get('name'), 'first_name', notes);
  return name?.split(' ')[0];
}

function lastName(traits: Traits, notes: Notes): string | undefined {
  const own = text(traits.get('lastName'), 'last_name', notes);
  if (own !== undefined) return own;
  const name = text(traits.get('name'), 'last_name', notes) ?? '';
  const blank = name.indexOf(' ');
  return blank === -1 ? undefined : name.slice(blank + 1).trim();
}

function addressIn(id: unknown): string | undefined {
  return typeof id === 'string' && /^[^@\s]+@[^@\s.]+\.[^@\s]+$/.test(id) ? id : undefined;
}

/** A longer number would lose digits as text. */
function phoneText(phone: unknown): unknown {
  return typeof phone === 'number' && Math.abs(phone) < 1e15 ? String(phone) : phone;
}

function firstPhone(traits: Traits, notes: Notes): unknown {
  const phones = traits.get('phones');
  if (Array.isArray(phones)) return phoneText(phones[0]);
  if (present(phones) !== undefined) notes.warn('R403', 'phone_number', 'the trait phones is not a list');
  return undefined;
}

/** The tokens of iOS and of Android, one of them at most. */
function tokens(context: unknown, notes: Notes): [ios: unknown[] | undefined, android: unknown[] | undefined] {
  const device = member(context, 'device');
  const token = member(device, 'token');
  const type = text(member(device, 'type'), 'apns', notes)?.toLowerCase();
  const library = String(member(member(context, 'library'), 'name') ?? '').toLowerCase();
  const platform = type ?? ['ios', 'android'].find((name) => library.includes(name));
  const sent = platform === undefined ? undefined : textField(token, platform === 'ios' ? 'apns' : 'fcm', notes);
  const list = sent === undefined ? undefined : [sent];
  return platform === 'ios' ? [list, undefined] : platform === 'android' ? [undefined, list] : [undefined, undefined];
}

const areas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|Canada|Brazil|Chile|Mexico)\/[A-Z]/;
const known = new Map<string, boolean>([
  ['UTC', true],
  ['GMT', true],
]);

function isZone(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > 48) return false;
  let answer = known.get(name);
  if (answer === undefined) {
    answer = areas.test(name) && isConstructible(name);
    if (known.size < 1000) known.set(name, answer);
  }
  return answer;
}

function isConstructible(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function zone(name: unknown, notes: Notes): string | undefined {
  if (isZone(name)) return name;
  if (present(name) !== undefined) notes.warn('R403', 'timezone', 'a time zone by its name is wanted');
  return undefined;
}

function attributes(traits: Traits, phone: unknown): object {
  const isText = (value: unknown) => typeof present(value) === 'string';
  const fed = ['email', 'firstName', 'lastName'].filter((name) => isText(traits.get(name)));
  if (isText(phone)) fed.push('phone');
  if (isZone(traits.get('timezone'))) fed.push('timezone');
  return traits.without(
    fed.map((name) => traits.spelling(name)),
    ['id', 'userid'],
  );
}
