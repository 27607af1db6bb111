import type { ConfiguredOutlet } from '@crosswalk/delivery';
import type { MapContext, Outcome } from '@crosswalk/engine';
import { type Call, route } from '@crosswalk/segment';
import type { ReadyDestination, Source } from '../sources/source.ts';
import { environmentKey } from './environment-key.ts';

/** What delivery needs to know of the sources: each destination of each, and the road to it. */
export function outletsOf(sources: readonly Source[]): ConfiguredOutlet[] {
  return sources.flatMap(({ name, destinations }) => destinations.map((ready) => outlet(name, ready)));
}

function outlet(source: string, { destination, settings }: ReadyDestination): ConfiguredOutlet {
  const program = {
    name: destination.name,
    version: destination.version,
    operations: destination.operations,
    map: (event: unknown, context: MapContext) => route<MapContext, Outcome>(event as Call, destination, context),
    pack: destination.pack,
    judge: destination.judge,
  };
  return {
    source,
    destination: destination.name,
    environment: environmentKey(destination, settings),
    program,
    settings,
  };
}
