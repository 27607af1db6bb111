import type { Destination, MapContext, Outcome } from '@crosswalk/engine';
import { type Call, route } from '@crosswalk/segment';

/** The road that calls go in every app, also for what is no call at all. */
export function roadTo(destination: Destination): (event: unknown, context: MapContext) => Outcome {
  return (event, context) =>
    typeof event === 'object' && event !== null
      ? route<MapContext, Outcome>(event as Call, destination, context)
      : destination.map(event, context);
}
