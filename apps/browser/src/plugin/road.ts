import type { BriefOutcome, Settings } from '@crosswalk/engine';
import { type Call, filteredCode, switchedOffBy } from '@crosswalk/segment';
import type { Mapping } from '../mapping.ts';
import type { News } from '../send/news.ts';
import { openSender, type Sender, type SenderOptions } from '../send/sender.ts';

/** What a page tells about its destination; the rest are the mapping's own settings. */
export interface PageSettings {
  /** `pub-` and 32 characters: the key that may stand in pages. */
  readonly publicApiKey: string;
  /** Is told what became of calls: `sent`, `waiting`, `dropped`, and how many. A client without analytics.js has `on`. */
  readonly onNews?: ((news: News) => void) | undefined;
  readonly [name: string]: unknown;
}

/** What became of a call; `code` is Segment's, of a call whose `integrations` switch the destination off. */
export type PageOutcome = BriefOutcome | { readonly status: 'skipped'; readonly code: string };

export interface Road extends Sender {
  /** What calls are mapped with. */
  readonly settings: Settings;
  /** Maps a call and sends what it became; gives the outcome. */
  take(call: Call, now: number): PageOutcome;
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
    settings,
    take(call, now) {
      const outcome: PageOutcome = switchedOffBy(call.integrations, mapping.names)
        ? { status: 'skipped', code: filteredCode }
        : mapping.map(call, { settings, now });
      if (outcome.status === 'mapped') sender.add(outcome.requests, call.messageId);
      return outcome;
    },
  };
}
