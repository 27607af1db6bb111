import { described, Invalid } from '../../domain/invalid.ts';
import { idText, objectBody } from './checks.ts';

/** What a device tells about a push: `oid` names the push; `revoked` only comes from the uninstall tracker. */
export interface PushReport {
  readonly oid: string;
  readonly revoked?: boolean;
}

/** The body of `/i/{ios,android}/received` and `/opened`; throws `Invalid`. */
export function parsePushReport(item: unknown): PushReport {
  return { oid: idText(objectBody(item)._oid, '_oid') };
}

/** The body of `/i/{ios,android}/uninstall_tracker`; throws `Invalid`. */
export function parseUninstallReport(item: unknown): PushReport {
  const body = objectBody(item);
  const oid = idText(body.i, 'i');
  const revoked = body.revoked ?? false;
  if (typeof revoked !== 'boolean') {
    throw new Invalid('revoked', `must be true or false, but is ${described(revoked)}`);
  }
  return { oid, revoked };
}
