import type { Destination } from '@crosswalk/engine';
import type { Source } from '../src/sources/source.ts';

/** A source for tests of what happens before mapping: its destination is no more than a name. */
export function sourceOf(name: string, given: Partial<Source> = {}): Source {
  const destination = { name: 'connect', names: ['Connect'] } as unknown as Destination;
  return {
    name,
    enabled: true,
    writeKeys: [`${name}-key`],
    retiredKeys: [],
    mode: 'cloud',
    deliveryStrategy: 'batching',
    destinations: [{ destination, texts: { files: {}, version: '0.0.0' }, settings: {} }],
    ...given,
  };
}
