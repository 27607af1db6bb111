import { type Attributes, type TextField, textFields, type User } from './user.ts';

/** A person as Connect knows one, whatever ids the calls used. Tokens and events are kept beside it. */
export interface Person {
  /** The id the person goes by: the `user_id` that others were joined into. */
  readonly userId: string;
  readonly fields: Readonly<Record<TextField, string | null>>;
  readonly attributes: Attributes;
  readonly groupId: string | null;
  /** True after "unsubscribe from all": no message may go out. */
  readonly unsubscribed: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A person of whom nothing is known but an id. */
export function newPerson(userId: string, at: number): Person {
  return {
    userId,
    fields: { first_name: null, last_name: null, email: null, phone_number: null, timezone: null },
    attributes: {},
    groupId: null,
    unsubscribed: false,
    createdAt: at,
    updatedAt: at,
  };
}

/** The person after an identify: given fields replace, attributes merge key by key, `null` clears. */
export function identified(person: Person, user: User, at: number): Person {
  return {
    ...person,
    fields: { ...person.fields, ...user.fields },
    attributes: mergeAttributes(person.attributes, user.attributes),
    groupId: user.groupId === undefined ? person.groupId : user.groupId,
    updatedAt: at,
  };
}

/**
 * Attributes after a call: a given key replaces, a `null` key is taken out, `null` for the whole takes all out.
 * Keys such as `__proto__` stay own keys like any other.
 */
export function mergeAttributes(current: Attributes, given: Attributes | null | undefined): Attributes {
  if (given === undefined) return current;
  if (given === null) return {};
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(given)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** One person out of two: the known one's values win, the previous one's fill what is missing. */
export function joined(known: Person, previous: Person, at: number): Person {
  const fields = { ...known.fields };
  for (const field of textFields) fields[field] ??= previous.fields[field];
  return {
    userId: known.userId,
    fields,
    attributes: Object.fromEntries([...Object.entries(previous.attributes), ...Object.entries(known.attributes)]),
    groupId: known.groupId ?? previous.groupId,
    // Who said no under either id has said no.
    unsubscribed: known.unsubscribed || previous.unsubscribed,
    createdAt: Math.min(known.createdAt, previous.createdAt),
    updatedAt: at,
  };
}
