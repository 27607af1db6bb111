import { codePoints } from '../runtime/kinds.ts';

type Json = { readonly [name: string]: unknown };
/** Whether a value fits a keyword; the schema around it for keywords that belong together, the root for references. */
type Test = (value: unknown, given: unknown, schema: Json, root: Json) => boolean;

/**
 * Whether a value fits a schema of ours (JSON Schema, of the keywords below). Nearly all files do, and for them the library,
 * which takes longer to get ready than everything else together, is not needed: it is asked for what is wrong.
 */
export function accepts(schema: Json, value: unknown, root: Json = schema): boolean {
  return Object.entries(schema).every(([keyword, given]) => {
    if (annotations.has(keyword)) return true;
    const test = tests[keyword];
    if (!test)
      throw new Error(`schemas of files say ${keyword}, which packages/engine/src/format/accepts.ts does not know`);
    return test(value, given, schema, root);
  });
}

const annotations = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'definitions',
  'patternErrorMessage',
  'then',
  'else',
]);

const tests: Readonly<Record<string, Test>> = {
  $ref: (value, given, _, root) => accepts(referred(String(given), root), value, root),
  type: (value, given) => [given].flat().some((type) => isOfType(value, String(type))),
  enum: (value, given) => (given as unknown[]).includes(value),
  const: (value, given) => value === given,
  anyOf: (value, given, _, root) => (given as Json[]).some((one) => accepts(one, value, root)),
  oneOf: (value, given, _, root) => (given as Json[]).filter((one) => accepts(one, value, root)).length === 1,
  if: (value, given, schema, root) => {
    const branch = accepts(given as Json, value, root) ? schema.then : schema.else;
    return branch === undefined || accepts(branch as Json, value, root);
  },
  minLength: (value, given) => typeof value !== 'string' || codePoints(value) >= Number(given),
  pattern: (value, given) => typeof value !== 'string' || new RegExp(String(given), 'u').test(value),
  minimum: (value, given) => typeof value !== 'number' || value >= Number(given),
  minItems: (value, given) => !Array.isArray(value) || value.length >= Number(given),
  items: (value, given, _, root) => !Array.isArray(value) || value.every((item) => accepts(given as Json, item, root)),
  minProperties: (value, given) => !isMap(value) || Object.keys(value).length >= Number(given),
  maxProperties: (value, given) => !isMap(value) || Object.keys(value).length <= Number(given),
  required: (value, given) => !isMap(value) || (given as string[]).every((name) => Object.hasOwn(value, name)),
  properties: (value, given, _, root) =>
    members(value).every(([key, item]) => !has(given, key) || accepts(given[key] as Json, item, root)),
  additionalProperties: (value, given, { properties }, root) =>
    members(value).every(([key, item]) => has(properties, key) || (isMap(given) && accepts(given, item, root))),
  propertyNames: (value, given, _, root) => members(value).every(([key]) => accepts(given as Json, key, root)),
  dependencies: (value, given) =>
    Object.entries(given as Record<string, string[]>).every(
      ([key, others]) => !has(value, key) || others.every((other) => has(value, other)),
    ),
};

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const members = (value: unknown) => (isMap(value) ? Object.entries(value) : []);

function has(value: unknown, key: string): value is Json {
  return isMap(value) && Object.hasOwn(value, key);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMap(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

/** What `#/definitions/name` refers to. */
function referred(reference: string, root: Json): Json {
  const names = reference
    .slice(reference.indexOf('#') + 1)
    .split('/')
    .slice(1);
  return names.reduce((schema, name) => schema[name] as Json, root);
}
