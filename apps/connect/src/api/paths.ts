import { identifyKind } from './kinds/identify.ts';
import type { Kind } from './kinds/kind.ts';
import { pushKind } from './kinds/push.ts';
import { subscriptionKind } from './kinds/subscription.ts';
import { disableKind, registerKind, services } from './kinds/token.ts';
import { trackKind } from './kinds/track.ts';

/** A path that takes POST: what its items are, and whether the body is one of them or a list. */
export interface Path {
  readonly url: string;
  readonly isBatch: boolean;
  /** A public key may send it. */
  readonly isForPages?: true;
  // biome-ignore lint/suspicious/noExplicitAny: a kind takes the items that it has parsed itself, whatever they are
  readonly kind: Kind<any>;
}

/** Every path of the API that takes calls. */
export const paths: readonly Path[] = [
  forPages(single('/v2/identify', identifyKind)),
  forPages(batch('/v2/identify/batch', identifyKind)),
  forPages(single('/v2/track', trackKind)),
  forPages(batch('/v2/track/batch', trackKind)),
  ...services.flatMap(({ service, platform }) => [
    single(`/v2/${service}/register`, registerKind(service, platform)),
    single(`/v2/${service}/disable`, disableKind(service, platform)),
  ]),
  single('/v2/subscribe/all', subscriptionKind('subscribe', 'all')),
  single('/v2/subscribe/campaigns', subscriptionKind('subscribe', 'campaigns')),
  single('/v2/unsubscribe/all', subscriptionKind('unsubscribe', 'all')),
  single('/v2/unsubscribe/campaigns', subscriptionKind('unsubscribe', 'campaigns')),
  ...(['ios', 'android'] as const).flatMap((platform) => [
    single(`/i/${platform}/received`, pushKind(platform, 'received')),
    single(`/i/${platform}/opened`, pushKind(platform, 'opened')),
    single(`/i/${platform}/uninstall_tracker`, pushKind(platform, 'uninstall_tracker')),
  ]),
];

function single<Item>(url: string, kind: Kind<Item>): Path {
  return { url, isBatch: false, kind };
}

function batch<Item>(url: string, kind: Kind<Item>): Path {
  return { url, isBatch: true, kind };
}

function forPages(path: Path): Path {
  return { ...path, isForPages: true };
}
