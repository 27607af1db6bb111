import type { Outcome } from '@crosswalk/engine';
import { type Call, route, type Skipped } from '@crosswalk/segment';
import type { Mapping } from '../mapping.ts';
import { openSender, type Sender, type SenderOptions } from '../send/sender.ts';

/** What a page tells about its destination; the rest are the mapping's own settings. */
export interface PageSettings {
  /** `pub-` and 32 characters: the key that may stand in pages. */
  readonly publicApiKey: string;
  readonly [name: string]: unknown;
}

export interface Road extends Sender {
  /** Maps a call and sends what it became; gives the outcome. */
  take(call: Call, now: number): Outcome | Skipped;
}

/** From a call to the destination, in a page. Throws when the key is none that may stand in a page. */
export function openRoad(mapping: Mapping, given: PageSettings, options: Partial<SenderOptions>): Road {
  const { publicApiKey } = given;
  if (!/^pub-/.test(publicApiKey)) {
    throw new TypeError(
      `${mapping.names[0]}: publicApiKey must begin with pub-. A private key in a page is everybody's`,
    );
  }
  const settings = { ...mapping.settings(given).settings, apiKey: publicApiKey };
  const sender = openSender({ ...options, mapping, settings });
  return {
    ...sender,
    take(call, now) {
      const outcome = route(call, mapping, { settings, now });
      if (outcome.status === 'mapped') sender.add(outcome.requests, call.messageId);
      return outcome;
    },
  };
}
