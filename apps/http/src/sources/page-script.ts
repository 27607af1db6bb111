import { createHash } from 'node:crypto';
import { readText, Unreadable } from '@crosswalk/folder';
import type { DestinationConfig } from '../config/config.ts';
import type { PageScript } from './source.ts';

/** Reads the script for pages; gives why it cannot, as the end of a sentence. */
export function readPageScript({ script, settings }: NonNullable<DestinationConfig['page']>): PageScript | string {
  try {
    const text = readText(script, { followLinks: true });
    return { text, settings, hash: createHash('sha256').update(text).digest('base64url').slice(0, 22) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.message;
  }
}
