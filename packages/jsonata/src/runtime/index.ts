/**
 * What emitted code stands on. It knows no syntax and no parser, so a module that was compiled ahead of time needs nothing
 * else; each function is imported by itself.
 */
export { type Budget, budgetOf, type Limits, overspent, spend } from '../budget.ts';
export { JsonataError } from '../error.ts';
export { arrayArgument, Signature } from '../signature/signature.ts';
export { append as appendTo, count, distinct, distinctRaw, reverse, shuffle, sort, zip } from './array.ts';
export { binding, call, enter, follow, lambda, native, TailCall, unbound } from './call.ts';
export { boxed, unsigned } from './callee.ts';
export {
  base64decode,
  base64encode,
  decodeUrl,
  decodeUrlComponent,
  encodeUrl,
  encodeUrlComponent,
} from './encode.ts';
export { differs, equals, includes } from './equal.ts';
export { evaluate, evaluator, Variables } from './evaluate.ts';
export { selections } from './filter.ts';
export { applyTo, open, partial } from './function.ts';
export { Groups, gather, groupItems } from './group.ts';
export { each, filter, map, notSingle, reduce, sift, single, startArgument } from './higher-order.ts';
export { contains, match, matcher, regex, replace, split } from './matching.ts';
export { abs, average, ceil, floor, formatBase, max, min, number, power, random, round, sqrt, sum } from './number.ts';
export { clone, define, keys, merge, objectArgument, spread, spreadRaw } from './object.ts';
export { appendRange, arithmetic, compare, concat, negate, range } from './operators.ts';
export { orderBy } from './order-by.ts';
export { descendants, lookup, lookupKept, lookupMarked, names, namesItems, namesKept, wildcard } from './path.ts';
export { formatInteger, formatNumber, fromMillis, millis, now, parseInteger, toMillis } from './picture.ts';
export { type Place, placed, type Spot } from './place.ts';
export { Run, type RunOptions, type TraceEvent } from './run.ts';
export {
  append,
  collapse,
  flatten,
  flattenGrouped,
  flattenKept,
  flattenLast,
  isEmpty,
  isWhole,
  items,
  itemsOrNone,
  keep,
  keepPicked,
  lastKept,
  lastValue,
  listOf,
  none,
  pushSequence,
  raw,
  rawItems,
  settle,
  settleKept,
  sortedValue,
  stepItems,
  whole,
  wholeValue,
} from './sequence.ts';
export { string } from './string.ts';
export {
  join,
  length,
  lowercase,
  pad,
  substring,
  substringAfter,
  substringBefore,
  trim,
  uppercase,
} from './text.ts';
export { traced } from './trace.ts';
export { transform } from './transform.ts';
export { truthy } from './truth.ts';
export { extendTuple, joinTuples, mergeTuples, numberTuples, tuplesOf } from './tuple.ts';
export { assert, error, exists, not, toBoolean, type } from './value.ts';
