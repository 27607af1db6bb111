import { quote } from '@crosswalk/jsonata';
import type { Schema } from '../schema/schema.ts';

/**
 * JavaScript that is true when the value in the variable `value` fits a schema, for the keywords that fields commonly
 * have. `always` when everything fits; undefined when the schema says more than can be said inline (then a validator of
 * the library does it).
 */
export function fitOf(schema: Schema, value: string): string | 'always' | undefined {
  if (typeof schema !== 'object' || Object.keys(schema).some((keyword) => !known.has(keyword))) return undefined;
  const parts: string[] = [];
  if (schema.type !== undefined) {
    const types = [schema.type].flat().map((type) => typeTest(type, value));
    if (types.includes(undefined)) return undefined;
    parts.push(types.length === 1 ? types[0]! : `(${types.join(' || ')})`);
  }
  if (schema.const !== undefined || schema.enum !== undefined) {
    const choices = schema.enum === undefined ? [schema.const] : (schema.enum as unknown[]);
    if (choices.some((choice) => typeof choice === 'object' && choice !== null)) return undefined;
    parts.push(`(${choices.map((choice) => `${value} === ${literal(choice)}`).join(' || ')})`);
  }
  const isText = schema.type === 'string';
  if (schema.minLength !== undefined)
    parts.push(
      guarded(
        isText,
        `typeof ${value} !== 'string'`,
        `(${value}.length >= ${Number(schema.minLength) * 2} || codePoints(${value}) >= ${Number(schema.minLength)})`,
      ),
    );
  if (schema.maxLength !== undefined)
    parts.push(
      guarded(
        isText,
        `typeof ${value} !== 'string'`,
        `(${value}.length <= ${Number(schema.maxLength)} || codePoints(${value}) <= ${Number(schema.maxLength)})`,
      ),
    );
  const isNumber = schema.type === 'number' || schema.type === 'integer';
  if (schema.minimum !== undefined)
    parts.push(guarded(isNumber, `typeof ${value} !== 'number'`, `${value} >= ${Number(schema.minimum)}`));
  if (schema.maximum !== undefined)
    parts.push(guarded(isNumber, `typeof ${value} !== 'number'`, `${value} <= ${Number(schema.maximum)}`));
  if (schema.items !== undefined) {
    const item = fitOf(schema.items, 'item');
    if (item === undefined || schema.type !== 'array') return undefined;
    if (item !== 'always') parts.push(`${value}.every((item) => ${item})`);
  }
  return parts.length === 0 ? 'always' : parts.join(' && ');
}

/**
 * JavaScript that is true for most values that fit a schema and are present, so that nothing else needs to be asked of
 * them: one question of each, where presence and fit ask several of the same. Undefined when there is no such question.
 */
export function usualOf(schema: Schema, value: string): string | undefined {
  const fit = fitOf(schema, value);
  if (fit === undefined || typeof schema !== 'object' || schema.type === undefined) return undefined;
  const types = [schema.type].flat();
  if (types.includes('null') || schema.const !== undefined || schema.enum !== undefined) return undefined;
  if (!types.includes('string')) return fit;
  const parts = [`typeof ${value} === 'string'`];
  if (Number(schema.minLength) > 1) parts.push(`${value}.length >= ${Number(schema.minLength) * 2}`);
  if (schema.maxLength !== undefined) parts.push(`${value}.length <= ${Number(schema.maxLength)}`);
  return [...parts, `isSolid(${value})`].join(' && ');
}

const annotations = [
  'title',
  'description',
  'examples',
  'default',
  '$comment',
  '$schema',
  '$id',
  'writeOnly',
  'readOnly',
];
const known = new Set([
  ...annotations,
  'type',
  'const',
  'enum',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'items',
]);

const guarded = (sure: boolean, otherwise: string, test: string) => (sure ? test : `(${otherwise} || ${test})`);

function typeTest(type: string, value: string): string | undefined {
  switch (type) {
    case 'string':
    case 'boolean':
      return `typeof ${value} === '${type}'`;
    case 'number':
      return `(typeof ${value} === 'number' && Number.isFinite(${value}))`;
    case 'integer':
      return `Number.isInteger(${value})`;
    case 'null':
      return `${value} === null`;
    case 'array':
      return `Array.isArray(${value})`;
    case 'object':
      return `(typeof ${value} === 'object' && ${value} !== null && !Array.isArray(${value}))`;
    default:
      return undefined;
  }
}

/** JavaScript for a value of JSON. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    // A computed key makes an own property of __proto__ too.
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key === '__proto__' ? `['__proto__']` : quote(key)}: ${literal(item)}`)
      .join(', ')} }`;
  }
  return Object.is(value, -0) ? '-0' : String(value);
}
