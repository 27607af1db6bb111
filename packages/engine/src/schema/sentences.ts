import type { ErrorObject } from 'ajv';
import { writtenPattern } from './bounded-patterns.ts';
import type { Schema } from './schema.ts';

/** What a validator found, as a sentence without the value: "a text of at most 200 characters is wanted". */
export function errorSentence(error: ErrorObject): string {
  switch (error.keyword) {
    case 'required':
      return `${error.params.missingProperty} is missing`;
    case 'additionalProperties':
      return `${error.params.additionalProperty} is not known there`;
    case 'type':
      return `${wantedOf({ type: error.params.type })} is wanted`;
    case 'enum':
      return `one of ${(error.params.allowedValues as unknown[]).join(', ')} is wanted`;
    case 'pattern':
      return `a text that matches ${writtenPattern(String(error.params.pattern))} is wanted`;
    default:
      return error.message ?? 'another value is wanted';
  }
}

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

/** What a schema wants, in words, for messages. */
export function wantedOf(schema: Schema): string {
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const words = types.map((type) => names[type] ?? String(type)).join(' or ') || 'another value';
  const limits: string[] = [];
  if (types.includes('array') && schema.items) limits.push(`of which each is ${wantedOf(schema.items)}`);
  if (schema.minLength !== undefined && schema.maxLength === undefined)
    limits.push(`of at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined) limits.push(`of at most ${schema.maxLength} characters`);
  if (schema.minimum !== undefined) limits.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) limits.push(`up to ${schema.maximum}`);
  if (schema.pattern !== undefined) limits.push(`that matches ${schema.pattern}`);
  return [words, ...limits].join(' ');
}
