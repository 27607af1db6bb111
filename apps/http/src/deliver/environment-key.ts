import { createHash } from 'node:crypto';
import type { Destination, Settings } from '@crosswalk/engine';

/**
 * The same for settings that reach the same place with the same key, as a request made with them shows; a hash, so that it
 * tells no key. Settings from which no request can be made are an environment of their own.
 */
export function environmentKey(destination: Destination, settings: Settings): string {
  const hash = createHash('sha256').update(destination.name);
  const [operation] = Object.keys(destination.operations);
  try {
    const { url, headers } = destination.pack(operation!, [{}], { settings, deliveryId: '' });
    hash.update(JSON.stringify([new URL(url).origin, headers]));
  } catch {
    hash.update(JSON.stringify(settings));
  }
  return hash.digest('base64');
}
