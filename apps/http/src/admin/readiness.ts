import type { EnvironmentState } from '@crosswalk/delivery';
import type { StoreState } from '../deliver/store-health.ts';

/** Why the server is not ready, a sentence each; none when it is. */
export function reasonsAgainst(environments: readonly EnvironmentState[], store: StoreState): string[] {
  const held = environments.filter(({ breaker }) => breaker === 'open');
  return [
    ...(store.state === 'fails' ? [`Calls cannot be stored: ${store.reason}`] : []),
    ...held.map(({ outlets, reason }) => `${namesOf(outlets)} is held back: ${reason}`),
  ];
}

function namesOf(outlets: EnvironmentState['outlets']): string {
  return outlets.map(({ source, destination }) => `${destination} of source ${source}`).join(', ');
}
