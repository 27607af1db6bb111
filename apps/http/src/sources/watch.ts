import { stampsOf } from './file-stamps.ts';

export interface Watched {
  readonly file: string;
  /** Asked again every time, as a change may name other folders. */
  readonly folders: () => readonly string[];
  readonly onChange: () => void;
  /** Default 150 ms. */
  readonly everyMs?: number;
}

/**
 * Looks at the file and the folders a few times a second, and tells of a change when it has been the same for two looks:
 * an editor that writes in several steps, or a checkout of many files, is one change. Begins with telling, as something may
 * have changed before the first look. Gives a function that ends it.
 */
export function watch({ file, folders, onChange, everyMs = 150 }: Watched): () => void {
  let told = '';
  let seen = '';
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const look = async () => {
    const now = await stampsOf(file, folders());
    if (ended) return;
    if (now === seen && now !== told) {
      // Noted as it was before it is read: what is written meanwhile is another change.
      told = now;
      onChange();
    }
    seen = now;
    timer = ended ? undefined : setTimeout(() => void look(), everyMs).unref();
  };
  void look();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
