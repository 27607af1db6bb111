import type { Destination, Settings } from '@crosswalk/engine';
import type { MappingTexts } from '@crosswalk/folder';

/** A source of calls, ready: its mappings are compiled, its settings fit. */
export interface Source {
  readonly name: string;
  readonly enabled: boolean;
  readonly writeKeys: readonly string[];
  readonly retiredKeys: readonly string[];
  /** Who maps and sends what pages do: the server, or the page itself. */
  readonly mode: 'cloud' | 'device';
  /** In device mode: false leaves to pages what they say they send. */
  readonly deviceBackup?: boolean;
  /** How analytics.js sends calls: many at once, or each as it is made. */
  readonly deliveryStrategy: 'batching' | 'standard';
  /** Calls a second that are taken on the average; without it all that come. */
  readonly callsPerSecond?: number;
  readonly destinations: readonly ReadyDestination[];
}

export interface ReadyDestination {
  readonly destination: Destination;
  /** What it was compiled from. */
  readonly texts: MappingTexts;
  readonly settings: Settings;
  /** What pages load in device mode. */
  readonly page?: PageScript;
}

/** A script that maps and sends in the page itself. */
export interface PageScript {
  /** Tells this content from any other: 22 characters that may stand in a URL. */
  readonly hash: string;
  readonly text: string;
  /** For everybody to read. */
  readonly settings: Readonly<Record<string, unknown>>;
}
