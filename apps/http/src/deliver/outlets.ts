import type { ConfiguredOutlet } from '@crosswalk/delivery';
import type { Destination, MapContext, Outcome } from '@crosswalk/engine';
import { type Call, isObject, route, type Skipped } from '@crosswalk/segment';
import type { ReadyDestination, Source } from '../sources/source.ts';
import { environmentKey } from './environment-key.ts';

/** What delivery needs to know of a source. */
export interface DeliveredSource extends Pick<Source, 'name' | 'mode' | 'deviceBackup'> {
  readonly destinations: readonly DeliveredDestination[];
}

export interface DeliveredDestination extends Pick<ReadyDestination, 'destination' | 'settings'> {
  /** Pages can map and send by themselves. */
  readonly page?: unknown;
}

/** Each destination of each source, and the road to it. */
export function outletsOf(sources: readonly DeliveredSource[]): ConfiguredOutlet[] {
  return sources.flatMap((source) => source.destinations.map((ready) => outlet(source, ready)));
}

function outlet(source: DeliveredSource, { destination, settings, page }: DeliveredDestination): ConfiguredOutlet {
  const isInPage = source.mode === 'device' && page !== undefined;
  const leavesToPages = isInPage && source.deviceBackup === false;
  const program = {
    name: destination.name,
    version: destination.version,
    // What a page sends too must bear the id of a call sent alone, so that it counts once.
    operations: isInPage ? singly(destination.operations) : destination.operations,
    map: (event: unknown, context: MapContext) =>
      (leavesToPages ? sentByPage(event as Call, destination.names[0]!) : undefined) ??
      route<MapContext, Outcome>(event as Call, destination, context),
    pack: destination.pack,
    judge: destination.judge,
  };
  return {
    source: source.name,
    destination: destination.name,
    environment: environmentKey(destination, settings),
    program,
    settings,
  };
}

function singly(operations: Destination['operations']): Destination['operations'] {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, { ...operation, most: 1 }]));
}

/** analytics.js names the destinations that it has scripts for; whether they ran it does not say. */
function sentByPage({ _metadata: metadata }: Call, name: string): Skipped | undefined {
  const bundled = isObject(metadata) ? metadata.bundled : undefined;
  if (!Array.isArray(bundled) || !bundled.includes(name)) return undefined;
  return { status: 'skipped', reason: 'The page sent it by itself', code: 'MESSAGE_SENT_CLIENT_SIDE' };
}
