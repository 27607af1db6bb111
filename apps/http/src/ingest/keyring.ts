import { createHash } from 'node:crypto';
import type { Source } from '../sources/source.ts';

/** What a write key opens. */
export interface Opened {
  readonly source: Source;
  /** Why calls under this key are kept and not delivered. */
  readonly skip?: { readonly code: 'source_disabled'; readonly reason: string };
}

/**
 * The write keys of all sources. Found by their hash, so that the time of a look-up tells nothing about how near a guess
 * comes to a key.
 */
export class Keyring {
  private readonly opened = new Map<string, Opened>();
  private readonly limits: ReadonlyMap<string, number | undefined>;

  constructor(sources: readonly Source[]) {
    this.limits = new Map(sources.map(({ name, callsPerSecond }) => [name, callsPerSecond]));
    for (const source of sources) {
      const disabled = { source, skip: skip('The source is not enabled') };
      for (const key of source.writeKeys) this.opened.set(hash(key), source.enabled ? { source } : disabled);
      for (const key of source.retiredKeys)
        this.opened.set(hash(key), { source, skip: skip('The write key is retired') });
    }
  }

  /** Nothing for a key that never belonged to a source. */
  find(key: string | undefined): Opened | undefined {
    return key === undefined ? undefined : this.opened.get(hash(key));
  }

  /** Calls a second that a source may send; nothing when it has no limit. */
  limitOf(source: string): number | undefined {
    return this.limits.get(source);
  }
}

const hash = (key: string) => createHash('sha256').update(key).digest('base64');
const skip = (reason: string) => ({ code: 'source_disabled', reason }) as const;
