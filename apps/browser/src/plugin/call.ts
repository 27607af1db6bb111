import type { Call } from '@crosswalk/segment';

/** A call of analytics.js as the server would see it: as JSON, received now. */
export function received(sent: object, now: number): Call {
  return {
    context: {},
    integrations: {},
    ...JSON.parse(JSON.stringify(sent)),
    receivedAt: new Date(now).toISOString(),
  } as Call;
}
