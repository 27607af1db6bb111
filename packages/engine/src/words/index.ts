import { record as cut } from './cut.ts';
import { record as isTimeZone } from './is-time-zone.ts';
import { record as loose } from './loose.ts';
import { record as looseKey } from './loose-key.ts';
import { record as omit } from './omit.ts';
import { record as omitLoose } from './omit-loose.ts';
import { record as present } from './present.ts';
import { record as text } from './text.ts';
import { record as unixSeconds } from './unix-seconds.ts';
import type { Word } from './word.ts';

/** The built-in words of mapping expressions, in the order of the page that documents them. */
export const words: readonly Word[] = [loose, looseKey, omit, omitLoose, present, text, cut, isTimeZone, unixSeconds];
