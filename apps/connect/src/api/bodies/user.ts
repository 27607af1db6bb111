import { described, Invalid } from '../../domain/invalid.ts';
import { isTimeZone } from '../../domain/time-zone.ts';
import { type Platform, type TextField, textFields, type User } from '../../domain/user.ts';
import { idText, type Json, objectBody, optionalObject, texts } from './checks.ts';

/** A user object of identify; throws `Invalid`. Fields that Connect does not know are kept in the call, unread. */
export function parseUser(item: unknown): User {
  const body = objectBody(item);
  return userOf(body, idText(body.user_id, 'user_id'), '');
}

/** The identify fields of `body` as said about `userId`; `prefix` leads to them in messages (`user.`). */
export function userOf(body: Json, userId: string, prefix: string): User {
  const attributes = optionalObject(body.attributes, `${prefix}attributes`);
  const groupAttributes = optionalObject(body.group_attributes, `${prefix}group_attributes`);
  const previousId = optionalId(body.previous_id, `${prefix}previous_id`);
  const groupId = optionalId(body.group_id, `${prefix}group_id`);
  return {
    userId,
    fields: textsOf(body, prefix),
    tokens: tokensOf(body, prefix),
    ...(attributes !== undefined && { attributes }),
    ...(groupAttributes !== undefined && { groupAttributes }),
    ...(typeof previousId === 'string' && { previousId }),
    ...(groupId !== undefined && { groupId }),
  };
}

function optionalId(value: unknown, field: string): string | null | undefined {
  return value === undefined || value === null ? value : idText(value, field);
}

function textsOf(body: Json, prefix: string): Partial<Record<TextField, string | null>> {
  const fields: Partial<Record<TextField, string | null>> = {};
  for (const field of textFields) {
    const value = body[field];
    if (value === undefined) continue;
    if (value !== null && typeof value !== 'string') {
      throw new Invalid(`${prefix}${field}`, `must be text, but is ${described(value)}`);
    }
    fields[field] = value;
  }
  if (typeof fields.timezone === 'string' && !isTimeZone(fields.timezone)) {
    const problem = `must be a name of the tz database such as Europe/Berlin, but is ${described(fields.timezone)}`;
    throw new Invalid(`${prefix}timezone`, problem);
  }
  return fields;
}

const tokenFields: [field: string, platform: Platform][] = [
  ['apns', 'apns'],
  ['gcm', 'android'],
  ['fcm', 'android'],
];

function tokensOf(body: Json, prefix: string): Partial<Record<Platform, string[]>> {
  const tokens: Partial<Record<Platform, string[]>> = {};
  for (const [field, platform] of tokenFields) {
    const value = body[field];
    if (value === undefined) continue;
    const given = value === null ? [] : texts(value, `${prefix}${field}`);
    tokens[platform] = [...new Set([...(tokens[platform] ?? []), ...given])];
  }
  return tokens;
}
