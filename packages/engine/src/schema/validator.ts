import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { boundedPatterns } from './bounded-patterns.ts';
import type { Schema } from './schema.ts';

export type Validate = ValidateFunction;

/**
 * Checks a schema against JSON Schema's own and compiles it. Throws with a sentence when it is no schema.
 * Compiled validators are kept by the schema's text: a mapping that is loaded again costs nothing here.
 */
export function compileSchema(schema: Schema, options: { defaults?: boolean } = {}): Validate {
  const key = `${options.defaults ? 'defaults ' : ''}${JSON.stringify(schema)}`;
  let validate = compiled.get(key);
  if (!validate) {
    if (compiled.size >= mostKept) forget();
    validate = ajvFor(options.defaults === true).compile(boundedPatterns(anonymous(schema)));
    compiled.set(key, validate);
  }
  return validate;
}

const mostKept = 200;
const compiled = new Map<string, Validate>();

const instances = new Map<boolean, Ajv>();

/** An instance keeps what it compiled, so it goes with it. */
function forget(): void {
  compiled.clear();
  instances.clear();
}

/** Made when first needed: loading the library's own schema takes most of the time that a small mapping costs. */
function ajvFor(useDefaults: boolean): Ajv {
  const known = instances.get(useDefaults);
  if (known) return known;
  const made = new Ajv(ajvOptions(useDefaults));
  instances.set(useDefaults, made);
  return made;
}

/** How schemas of mappings are understood, wherever their validators run. */
export function ajvOptions(useDefaults: boolean): Options {
  return { allErrors: true, strict: false, logger: false, ownProperties: true, validateFormats: false, useDefaults };
}

/** Without an own `$id`, under which a second schema could not be added. */
export function anonymous({ $id: _, ...schema }: Schema): Schema {
  return schema;
}
