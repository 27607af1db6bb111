import type { BriefOutcome, Destination, MapContext } from '@crosswalk/engine';

/** A mapping that was compiled ahead: the module that `crosswalk compile` writes, as far as a page uses it. */
export interface Mapping extends Pick<Destination, 'name' | 'names' | 'operations' | 'settings' | 'pack' | 'judge'> {
  map(event: unknown, context: MapContext): BriefOutcome;
}
