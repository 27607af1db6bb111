import type { Destination } from '@crosswalk/engine';

/** A mapping that was compiled ahead: the module that `crosswalk compile` writes, as far as a page uses it. */
export type Mapping = Pick<Destination, 'name' | 'names' | 'operations' | 'settings' | 'map' | 'pack' | 'judge'>;
