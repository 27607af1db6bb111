import type { Schema } from './schema.ts';

/**
 * The schema with what its references (`#/definitions/address`) refer to in their place, so that each field can be asked for
 * a schema of its own. Throws with a sentence when a reference leads to itself or out of the file.
 */
export function inlineReferences(root: Schema): Schema {
  return inlined(root, root, []) as Schema;
}

/** A schema; `open` are the references that lead to it. */
function inlined(schema: unknown, root: Schema, open: readonly string[]): unknown {
  if (!isMap(schema)) return schema;
  // Definitions are put where they are used; one that refers to itself does no harm where nobody does.
  const { $ref, definitions: _, $defs: __, ...given } = schema;
  const rest = mapped(given, (part, keyword) => inKeyword(part, keyword, root, open));
  if (typeof $ref !== 'string') return rest;
  if (open.includes($ref)) throw new Error(`${$ref} leads to itself, and the schema of a field must end somewhere`);
  const target = inlined(referred($ref, root), root, [...open, $ref]);
  return isOnlySaid(rest) && isMap(target) ? { ...target, ...rest } : { allOf: [target], ...rest };
}

/** What stands at a keyword: schemas by name, a list of them, a schema, or no schema however it looks. */
function inKeyword(part: unknown, keyword: string, root: Schema, open: readonly string[]): unknown {
  const inner = (schema: unknown) => inlined(schema, root, open);
  if (['enum', 'const', 'default', 'examples'].includes(keyword)) return part;
  if (['properties', 'patternProperties', 'dependencies'].includes(keyword))
    return isMap(part) ? mapped(part, inner) : part;
  return Array.isArray(part) ? part.map(inner) : inner(part);
}

/** With `__proto__` as a name like any other. */
function mapped(map: object, give: (part: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, part]) => [name, give(part, name)]));
}

const isOnlySaid = (schema: object) =>
  Object.keys(schema).every((keyword) => ['title', 'description', '$comment'].includes(keyword));

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function referred(reference: string, root: Schema): unknown {
  const names = decodeURIComponent(reference.replace(/^#\/?/, '')).split('/');
  let found: unknown = root;
  for (const name of names[0] === '' ? [] : names) {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!(typeof found === 'object' && found !== null && Object.hasOwn(found, key)))
      throw new Error(`${reference} is nowhere in this file`);
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
