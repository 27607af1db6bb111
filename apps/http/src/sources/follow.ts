import type { FastifyBaseLogger } from 'fastify';
import type { Loaded } from '../load.ts';
import type { Live } from './live.ts';
import { watch } from './watch.ts';

/** Where a configuration comes from. */
export interface Origin {
  readonly file: string;
  readonly load: () => Loaded;
}

/** Puts in force what changes in the file and the mappings' folders; gives a function that ends it. */
export function follow({ file, load }: Origin, live: Live, logger: FastifyBaseLogger): () => void {
  let folders: readonly string[] = [];
  return watch({
    file,
    folders: () => folders,
    onChange() {
      const loaded = load();
      // A configuration that can't be read names no folders; one of those before may be what is at fault.
      if (loaded.folders.length > 0) folders = loaded.folders;
      live.replace(loaded).catch((error: unknown) => {
        logger.error({ error: String(error) }, 'the new configuration could not be put in force everywhere');
      });
    },
  });
}
