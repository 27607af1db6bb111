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
  // biome-ignore lint/suspicious/noExplicitAny: a kind takes the items that it has parsed itself, whatever they are
  readonly kind: Kind<any>;
}

/** Every path of the API that takes calls. */
export const paths: readonly Path[] = [
  { url: '/v2/identify', isBatch: false, kind: identifyKind },
  { url: '/v2/identify/batch', isBatch: true, kind: identifyKind },
  { url: '/v2/track', isBatch: false, kind: trackKind },
  { url: '/v2/track/batch', isBatch: true, kind: trackKind },
  ...Object.entries(services).flatMap(([service, platform]) => [
    { url: `/v2/${service}/register`, isBatch: false, kind: registerKind(service, platform) },
    { url: `/v2/${service}/disable`, isBatch: false, kind: disableKind(service, platform) },
  ]),
  ...(['subscribe', 'unsubscribe'] as const).flatMap((verb) =>
    (['all', 'campaigns'] as const).map((to) => ({
      ...{ url: `/v2/${verb}/${to}`, isBatch: false, kind: subscriptionKind(verb, to) },
    })),
  ),
  ...(['ios', 'android'] as const).flatMap((platform) =>
    (['received', 'opened', 'uninstall_tracker'] as const).map((report) => ({
      ...{ url: `/i/${platform}/${report}`, isBatch: false, kind: pushKind(platform, report) },
    })),
  ),
];
