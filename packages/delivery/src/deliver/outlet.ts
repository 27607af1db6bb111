import type { Outlet } from '../call.ts';
import type { Destination, Settings } from '../destination.ts';

/** An outlet as it is configured now. */
export interface ConfiguredOutlet extends Outlet {
  /** The same for all outlets that reach the same place with the same key. Kept out of logs. */
  readonly environment: string;
  readonly program: Destination;
  readonly settings: Settings;
}
