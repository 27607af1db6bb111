/**
 * The words as functions, as generated code calls them. Each stands by itself, apart from the record that documents it, so
 * that a module compiled ahead of time carries only the words it says.
 */
export { cut } from '../words/cut.ts';
export { isTimeZone } from '../words/is-time-zone.ts';
export { loose } from '../words/loose.ts';
export { looseKey } from '../words/loose-key.ts';
export { omit } from '../words/omit.ts';
export { omitLoose } from '../words/omit-loose.ts';
export { present } from '../words/present.ts';
export { namesOf, omitKeys, omitLooseNames } from '../words/rest.ts';
export { looseAt, slotOf, spellingAt } from '../words/spelling.ts';
export { text } from '../words/text.ts';
export { unixSeconds } from '../words/unix-seconds.ts';
