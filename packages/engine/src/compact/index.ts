/** What a module that was compiled for size stands on. */
export { usualVerdict } from '../transport/judge.ts';
export {
  abs,
  argument,
  boolean,
  concat,
  contains,
  error,
  exists,
  items,
  join,
  lowercase,
  merge,
  not,
  string,
  substringAfter,
  substringBefore,
  type,
  uppercase,
} from './functions.ts';
export { mapper } from './mapper.ts';
export { packer } from './packer.ts';
export { loose, looseKey, omitLoose } from './spellings.ts';
export { compare, differs, equals, item, list, object, or, path, truthy } from './values.ts';
