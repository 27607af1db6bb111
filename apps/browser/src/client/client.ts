import type { Settings } from '@crosswalk/engine';
import type { Call } from '@crosswalk/segment';
import type { Mapping } from '../mapping.ts';
import { received } from '../plugin/call.ts';
import { openRoad, type PageOutcome, type PageSettings, type Road } from '../plugin/road.ts';
import { batching } from '../send/batch.ts';
import { randomId } from '../send/delivery-id.ts';
import { type News, say } from '../send/news.ts';
import { pageContext } from './context.ts';
import { openVisitor } from './visitor.ts';

export interface ClientOptions extends PageSettings {
  /** Nothing is stored and nothing sent before `allow()`; calls made until then wait in the page. */
  readonly hold?: boolean;
}

/** What listeners hear of: every call with its outcome and what it was mapped with, and what became of what was sent. */
export type Heard =
  | { readonly type: 'call'; readonly call: Call; readonly settings: Settings; readonly outcome: PageOutcome }
  | News;

export interface Client {
  identify(userId?: string | number | null, traits?: object): void;
  track(event: string, properties?: object): void;
  page(name?: string, properties?: object): void;
  screen(name?: string, properties?: object): void;
  group(groupId: string | number, traits?: object): void;
  /** The visitor's earlier id is the one known until now, when it is left out. */
  alias(userId: string | number, previousId?: string | number): void;
  /** Another person sits here now: a new anonymous id, no traits. What waits is still sent. */
  reset(): void;
  /** Tries to send now; fulfilled when nothing waits any more, or the try was in vain. */
  flush(): Promise<void>;
  /** Calls back when calls are taken (at once, unless they are held). */
  ready(callback: () => void): void;
  on(listener: (heard: Heard) => void): void;
  off(listener: (heard: Heard) => void): void;
  /** Ends the hold. */
  allow(): void;
}

/** Sends the calls of a page by a mapping, without analytics.js. Throws when the key is none that may stand in a page. */
export function clientOf(mapping: Mapping, version: string): (options: ClientOptions) => Client {
  return (options) => {
    const listeners = new Set<(heard: Heard) => void>();
    const tell = (heard: Heard) => {
      for (const listener of listeners) say(listener, heard);
    };
    const { hold, ...settings } = options;
    let visitor: ReturnType<typeof openVisitor>;
    /** What waits for consent. */
    let held: (() => void)[] = [];
    let road: Road | undefined;
    const open = () => {
      visitor ??= openVisitor(`crosswalk ${mapping.name} ${settings.publicApiKey}`);
      road ??= openRoad(mapping, settings, { batching, tell });
      for (const work of held) work();
      held = [];
    };
    const whenOpen = (work: () => void) => {
      if (road) work();
      else held.push(work);
    };
    /** Time and page are those of the call, also where it waits. */
    const take = (fields: () => object) => {
      const common = { messageId: randomId(), timestamp: new Date(), context: pageContext(version), integrations: {} };
      whenOpen(() => {
        const { anonymousId, userId } = visitor.get();
        const now = Date.now();
        const call = received({ ...common, anonymousId, userId, ...fields() }, now);
        tell({ type: 'call', call, settings: road!.settings, outcome: road!.take(call, now) });
      });
    };

    if (!hold) open();
    return {
      identify: (userId, traits) =>
        take(() => {
          const known = visitor.get();
          const isOther = userId != null && known.userId !== undefined && String(known.userId) !== String(userId);
          const merged = { ...(isOther ? {} : known.traits), ...traits };
          visitor.set({ ...known, ...(userId != null && { userId }), traits: merged });
          return { type: 'identify', ...(userId != null && { userId }), traits: merged };
        }),
      track: (event, properties = {}) => take(() => ({ type: 'track', event, properties })),
      page: (name, properties = {}) => {
        const { href: url, pathname: path } = location;
        const { title, referrer } = document;
        take(() => ({ type: 'page', name, properties: { url, path, title, referrer, ...properties } }));
      },
      screen: (name, properties = {}) => take(() => ({ type: 'screen', name, properties })),
      group: (groupId, traits = {}) => take(() => ({ type: 'group', groupId, traits })),
      alias: (userId, previousId) =>
        take(() => {
          const known = visitor.get();
          visitor.set({ ...known, userId });
          return { type: 'alias', userId, previousId: previousId ?? known.userId ?? known.anonymousId };
        }),
      reset: () => whenOpen(() => visitor.forget()),
      flush: async () => road?.flush(),
      ready: whenOpen,
      on: (listener) => void listeners.add(listener),
      off: (listener) => void listeners.delete(listener),
      allow: open,
    };
  };
}
