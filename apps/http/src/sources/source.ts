import type { Destination, Settings } from '@crosswalk/engine';

/** A source of calls, ready: its mappings are compiled, its settings fit. */
export interface Source {
  readonly name: string;
  readonly enabled: boolean;
  readonly writeKeys: readonly string[];
  readonly retiredKeys: readonly string[];
  readonly destinations: readonly ReadyDestination[];
}

export interface ReadyDestination {
  readonly destination: Destination;
  readonly settings: Settings;
}
