import { quote } from '@crosswalk/jsonata';
import type { Schema } from './schema.ts';

/** A schema as a TypeScript type, as far as types can say it; `unknown` beyond that. */
export function typeOf(schema: Schema, indent = ''): string {
  const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (Array.isArray(choices) && choices.every((choice) => typeof choice !== 'object' || choice === null)) {
    return choices.map((choice) => (typeof choice === 'string' ? quote(choice) : String(choice))).join(' | ');
  }
  if (schema.type === undefined) return schema.properties ? objectType(schema, indent) : 'unknown';
  const kinds = [schema.type].flat().map((kind) => kindType(kind, schema, indent));
  return [...new Set(kinds)].join(' | ');
}

function kindType(kind: string, schema: Schema, indent: string): string {
  switch (kind) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'null':
      return kind;
    case 'integer':
      return 'number';
    case 'array':
      return arrayType(typeOf(schema.items ?? {}, indent));
    case 'object':
      return objectType(schema, indent);
    default:
      return 'unknown';
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  const names = Object.keys(properties ?? {});
  if (names.length === 0) {
    const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
    return `{ readonly [name: string]: ${value} }`;
  }
  const deeper = `${indent}  `;
  const members = names.map((name) => {
    const optional = required.includes(name) ? '' : '?';
    return `${deeper}readonly ${propertyName(name)}${optional}: ${typeOf(properties![name]!, deeper)};\n`;
  });
  const others = additionalProperties === false ? '' : `${deeper}readonly [name: string]: unknown;\n`;
  return `{\n${members.join('')}${others}${indent}}`;
}

const arrayType = (item: string) => `readonly ${item.includes('|') ? `(${item})` : item}[]`;

/** As people write it: quoted only where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}
