import type { Place } from '@crosswalk/engine/reading';
import type { Source } from '../sources/source.ts';
import type { Certificate } from './tls.ts';

/** crosswalk.yaml as the server uses it: complete, in order, paths resolved. */
export interface Config {
  readonly listen: Address;
  readonly admin: Address;
  /** Absolute path of the folder for accepted calls; without it they wait in memory. */
  readonly data?: string;
  /** Days for which calls are kept that have been dealt with; absent for a default. */
  readonly keep?: { readonly delivered?: number; readonly failed?: number };
  /** For the public listener; without it, it speaks plain HTTP. */
  readonly tls?: Certificate;
  readonly sources: readonly SourceConfig[];
}

export interface Address {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Where it stands in the file; absent for a default. */
  readonly place?: Place;
}

export interface SourceConfig extends Omit<Source, 'destinations'> {
  readonly destinations: readonly DestinationConfig[];
}

export interface DestinationConfig {
  /** Absolute path of the mapping's folder. */
  readonly mapping: string;
  /** What stands in the file, variables filled in; not yet held against the mapping's schema. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The script for pages, by its absolute path, and what it is told. */
  readonly page?: { readonly script: string; readonly settings: Readonly<Record<string, unknown>> };
  /** Where the settings stand, for diagnostics about them. */
  readonly path: readonly (string | number)[];
}
