import { cut } from './cut.ts';
import { isTimeZone } from './is-time-zone.ts';
import { loose } from './loose.ts';
import { looseKey } from './loose-key.ts';
import { omit } from './omit.ts';
import { omitLoose } from './omit-loose.ts';
import { present } from './present.ts';
import { text } from './text.ts';
import { unixSeconds } from './unix-seconds.ts';
import type { Word } from './word.ts';

/** The built-in words of mapping expressions, in the order of the page that documents them. */
export const words: readonly Word[] = [loose, looseKey, omit, omitLoose, present, text, cut, isTimeZone, unixSeconds];
