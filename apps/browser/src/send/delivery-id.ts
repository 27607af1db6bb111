import { sha1 } from './sha1.ts';

/** RFC 9562's namespace for URLs. */
const urls = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/**
 * The ids of calls that are sent alone: told by their messageId and the destination's name, as the server tells them, so
 * that a call which goes both ways counts once. The second request of a call counts up behind a slash.
 */
export function deliveryIds(destination: string): (messageId: string, part: number) => string {
  const namespace = uuidv5(`crosswalk:${destination}`, urls);
  return (messageId, part) => uuidv5(part ? `${messageId}/${part}` : messageId, namespace);
}

/** A UUID of version 5: the SHA-1 of namespace and name (RFC 9562, section 5.5). */
export function uuidv5(name: string, namespace: string): string {
  const prefix = namespace.match(/[^-]{2}/g)!.map((pair) => Number.parseInt(pair, 16));
  return asUuid(sha1(new Uint8Array([...prefix, ...new TextEncoder().encode(name)])), 5);
}

/** A UUID of version 4. `crypto.randomUUID` is missing on pages without https. */
export function randomId(): string {
  return asUuid(sha1(crypto.getRandomValues(new Uint8Array(20))), 4);
}

/** The first 128 bits, of which six tell version and variant. */
function asUuid(hex: string, version: number): string {
  return hex.replace(
    /(.{8})(.{4}).(.{3})(.)(.{3})(.{12}).*/,
    (_, a, b, c, variant, d, e) => `${a}-${b}-${version}${c}-${'89ab'[Number.parseInt(variant, 16) % 4]}${d}-${e}`,
  );
}
