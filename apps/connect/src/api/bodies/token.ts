import { Invalid } from '../../domain/invalid.ts';
import { idText, nonEmptyText, objectBody } from './checks.ts';

/** A device says under which token it can be reached; `replaces` is its former one. */
export interface Registration {
  readonly userId: string;
  readonly token: string;
  readonly replaces?: string;
}

/** One token of a user that must get no more pushes, or all of the platform's when `token` is absent. */
export interface Disabling {
  readonly userId: string;
  readonly token?: string;
}

/** The body of `/v2/{apns,gcm,fcm}/register`; throws `Invalid`. */
export function parseRegistration(item: unknown): Registration {
  const body = objectBody(item);
  const userId = idText(body.user_id, 'user_id');
  const token = nonEmptyText(body.token, 'token');
  const replaces = body.replace ?? undefined;
  return { userId, token, ...(replaces !== undefined && { replaces: nonEmptyText(replaces, 'replace') }) };
}

/** The body of `/v2/{apns,gcm,fcm}/disable`; throws `Invalid`. */
export function parseDisabling(item: unknown): Disabling {
  const body = objectBody(item);
  const userId = idText(body.user_id, 'user_id');
  const all = body.all ?? false;
  if (typeof all !== 'boolean') throw new Invalid('all', 'must be true or false');
  return all ? { userId } : { userId, token: nonEmptyText(body.token, 'token') };
}
