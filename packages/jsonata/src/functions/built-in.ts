import { ANY, ARRAY, BOOLEAN, MISSING, NUMBER, OBJECT, STRING } from '../generate/static-type.ts';
import { inPlace } from './in-place.ts';
import type { NativeFunction } from './native.ts';

const text = STRING | MISSING;
const number = NUMBER | MISSING;
const boolean = BOOLEAN | MISSING;
const list = ARRAY | MISSING;

type Rest = Omit<NativeFunction, 'signature' | 'parameters' | 'implementation' | 'returns'>;

function native(
  signature: string,
  parameters: string,
  runtime: string,
  returns: number,
  rest: Rest = {},
): NativeFunction {
  // What takes no function can call none; $eval makes its own.
  const calls = signature.includes('f') || runtime === 'evaluate' ? {} : ({ calls: false } as const);
  return { signature, parameters, implementation: { runtime }, returns, ...calls, ...rest };
}

const sequence = { sequence: true, passes: true } as const;
const total = { total: true } as const;
const passes = { passes: true } as const;

const functions: Readonly<Record<string, NativeFunction>> = {
  sum: native('<a<n>:n>', '(numbers)', 'sum', number),
  count: native('<a:n>', '(array)', 'count', NUMBER),
  max: native('<a<n>:n>', '(numbers)', 'max', number),
  min: native('<a<n>:n>', '(numbers)', 'min', number),
  average: native('<a<n>:n>', '(numbers)', 'average', number),
  string: native('<x-b?:s>', '(value, pretty?)', 'string', text, { arity: 1, total: true }),
  substring: native('<s-nn?:s>', '(text, start, length?)', 'substring', text, total),
  substringBefore: native('<s-s:s>', '(text, mark)', 'substringBefore', text, total),
  substringAfter: native('<s-s:s>', '(text, mark)', 'substringAfter', text, total),
  lowercase: native('<s-:s>', '(text)', 'lowercase', text, total),
  uppercase: native('<s-:s>', '(text)', 'uppercase', text, total),
  length: native('<s-:n>', '(text)', 'length', number, total),
  trim: native('<s-:s>', '(text)', 'trim', text, total),
  pad: native('<s-ns?:s>', '(text, width, fill?)', 'pad', text, total),
  match: native('<s-f<s:o>n?:a<o>>', '(text, pattern, limit?)', 'match', list, { sequence: true }),
  contains: native('<s-(sf):b>', '(text, pattern)', 'contains', boolean, total),
  replace: native('<s-(sf)(sf)n?:s>', '(text, pattern, replacement, limit?)', 'replace', text, total),
  split: native('<s-(sf)n?:a<s>>', '(text, separator, limit?)', 'split', list, total),
  join: native('<a<s>s?:s>', '(texts, separator?)', 'join', text, total),
  formatNumber: native('<n-so?:s>', '(number, picture, options?)', 'formatNumber', text, total),
  formatBase: native('<n-n?:s>', '(number, base?)', 'formatBase', text, total),
  formatInteger: native('<n-s:s>', '(number, picture)', 'formatInteger', text, total),
  parseInteger: native('<s-s:n>', '(text, picture)', 'parseInteger', number),
  number: native('<(nsb)-:n>', '(value)', 'number', number, total),
  floor: native('<n-:n>', '(number)', 'floor', number, total),
  ceil: native('<n-:n>', '(number)', 'ceil', number, total),
  round: native('<n-n?:n>', '(number, places?)', 'round', number, total),
  abs: native('<n-:n>', '(number)', 'abs', number, total),
  sqrt: native('<n-:n>', '(number)', 'sqrt', number, total),
  power: native('<n-n:n>', '(base, exponent)', 'power', number, total),
  random: native('<:n>', '()', 'random', NUMBER),
  boolean: native('<x-:b>', '(value)', 'toBoolean', boolean, total),
  not: native('<x-:b>', '(value)', 'not', boolean, total),
  map: native('<af>', '(array, function)', 'map', list, sequence),
  zip: native('<a+>', '(arrays...)', 'zip', ARRAY, { ...passes, arity: 0 }),
  filter: native('<af>', '(array, function)', 'filter', list, sequence),
  single: native('<af?>', '(array, function?)', 'single', ANY, passes),
  reduce: native('<afj?:j>', '(array, function, start?)', 'reduce', ANY, passes),
  sift: native('<o-f?:o>', '(object, function)', 'sift', OBJECT | MISSING, { ...passes, arity: 2 }),
  keys: native('<x-:a<s>>', '(object)', 'keys', ARRAY, { sequence: true }),
  lookup: native('<x-s:x>', '(object, name)', 'lookup', ANY, { ...passes, raw: { runtime: 'lookupMarked' } }),
  append: native('<xx:a>', '(array, array)', 'appendTo', ANY, passes),
  exists: native('<x:b>', '(value)', 'exists', BOOLEAN),
  spread: native('<x-:a<o>>', '(object)', 'spread', ANY, { ...passes, raw: { runtime: 'spreadRaw' } }),
  merge: native('<a<o>:o>', '(objects)', 'merge', OBJECT | MISSING, passes),
  reverse: native('<a:a>', '(array)', 'reverse', list, passes),
  each: native('<o-f:a>', '(object, function)', 'each', ARRAY, sequence),
  error: native('<s?:x>', '(message?)', 'error', MISSING),
  assert: native('<bs?:x>', '(condition, message?)', 'assert', MISSING),
  type: native('<x:s>', '(value)', 'type', text, total),
  sort: native('<af?:a>', '(array, function?)', 'sort', list, passes),
  shuffle: native('<a:a>', '(array)', 'shuffle', list, passes),
  distinct: native('<x:x>', '(array)', 'distinct', ANY, { ...passes, raw: { runtime: 'distinctRaw' } }),
  base64encode: native('<s-:s>', '(text)', 'base64encode', text, total),
  base64decode: native('<s-:s>', '(text)', 'base64decode', text, total),
  encodeUrlComponent: native('<s-:s>', '(text)', 'encodeUrlComponent', text, total),
  encodeUrl: native('<s-:s>', '(text)', 'encodeUrl', text, total),
  decodeUrlComponent: native('<s-:s>', '(text)', 'decodeUrlComponent', text, total),
  decodeUrl: native('<s-:s>', '(text)', 'decodeUrl', text, total),
  eval: native('<sx?:x>', '(expression, context?)', 'evaluate', ANY, passes),
  toMillis: native('<s-s?:n>', '(text, picture?)', 'toMillis', number),
  fromMillis: native('<n-s?s?:s>', '(milliseconds, picture?, timezone?)', 'fromMillis', text, total),
  clone: native('<(oa)-:o>', '(value)', 'clone', ANY),
  now: native('<s?s?:s>', '(picture?, timezone?)', 'now', text),
  millis: native('<:n>', '()', 'millis', NUMBER),
};

/** The built-in functions of JSONata 2.2, with the reference's signatures and arities. */
export const builtIns: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  Object.entries(functions).map(([name, each]) => [name, inPlace[name] ? { ...each, emit: inPlace[name] } : each]),
);

export const builtInNames: ReadonlySet<string> = new Set(Object.keys(builtIns));
