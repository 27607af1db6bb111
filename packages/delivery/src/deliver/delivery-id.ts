import { createHash } from 'node:crypto';

/** RFC 9562's namespace for URLs. */
const urls = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** The namespace of a destination's delivery ids: the UUIDv5 of the URL `crosswalk:NAME`. */
export function namespaceOf(destination: string): string {
  return uuidv5(`crosswalk:${destination}`, urls);
}

/**
 * The delivery id of a call that is sent alone: told by its messageId, so that a page and a server send it under one id.
 * The second request of a call (`part` 1) and those that follow count up behind a slash.
 */
export function deliveryIdOf(messageId: string, part: number, namespace: string): string {
  return uuidv5(part === 0 ? messageId : `${messageId}/${part}`, namespace);
}

/**
 * The namespace for calls that are delivered anew: told by the version of the mapping that made the request, so that
 * repeating a replay does nothing, and replaying with a better mapping does something.
 */
export function replayNamespaceOf(destination: string, version: string): string {
  return namespaceOf(`${destination}:${version}`);
}

/** A UUID of version 5: the SHA-1 of namespace and name (RFC 9562, section 5.5). */
export function uuidv5(name: string, namespace: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
