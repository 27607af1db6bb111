import { compile, type Destination } from '@crosswalk/engine';
import type { MappingTexts } from '@crosswalk/folder';
import type { Source } from '../sources/source.ts';
import type { DeliveredSource } from './outlets.ts';

/** A source for another thread: functions stay behind, so its mappings are the texts that they were compiled from. */
export interface SourceData extends Omit<DeliveredSource, 'destinations'> {
  readonly destinations: readonly (Omit<DeliveredSource['destinations'][number], 'destination'> & {
    readonly texts: MappingTexts;
  })[];
}

export function toData({ name, mode, deviceBackup, destinations }: Source): SourceData {
  return {
    name,
    mode,
    ...(deviceBackup !== undefined && { deviceBackup }),
    destinations: destinations.map(({ texts, settings, page }) => ({ texts, settings, ...(page && { page: true }) })),
  };
}

/** Sources that came from another thread, their mappings compiled again, each once. */
export function fromData(sources: readonly SourceData[]): DeliveredSource[] {
  // A mapping that several destinations share is one object within one message.
  const compiled = new Map<MappingTexts, Destination>();
  const destinationOf = (texts: MappingTexts) => {
    const destination = compiled.get(texts) ?? compile(texts.files, { version: texts.version }).destination;
    if (!destination) throw new Error('a mapping that was well before cannot be compiled in another thread');
    compiled.set(texts, destination);
    return destination;
  };
  return sources.map(({ destinations, ...source }) => ({
    ...source,
    destinations: destinations.map(({ texts, ...rest }) => ({ ...rest, destination: destinationOf(texts) })),
  }));
}
