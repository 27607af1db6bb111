/** What a module that was compiled for size stands on: each of them is in it only when the mapping says it. */
export { usualVerdict } from '../transport/judge.ts';
export * from './functions.ts';
export { checking, clearing, fitting, fittingList, mapper } from './mapper.ts';
export { packer } from './packer.ts';
export { at, path } from './path.ts';
export { event, settings } from './run.ts';
export { loose, looseKey, omit, omitLoose } from './spellings.ts';
export { state } from './state.ts';
export {
  compare,
  differs,
  equals,
  isObject,
  isText,
  item,
  list,
  listed,
  listOf,
  object,
  or,
  orFalse,
  truthy,
} from './values.ts';
export { cut, isTimeZone, present, text, unixSeconds } from './words.ts';
