import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { boundedPatterns } from './bounded-patterns.ts';
import type { Schema } from './schema.ts';
import { ajvOptions, anonymous } from './validator.ts';

/**
 * Validators as JavaScript that is complete, where others are made from text when the program runs: an expression that
 * gives an array of them, in the order of the schemas. It uses `codePoints` and `sameJson` of `@crosswalk/engine/runtime`.
 */
export function standaloneValidators(schemas: readonly Schema[], options: { defaults?: boolean } = {}): string {
  const ajv = new Ajv({ ...ajvOptions(options.defaults === true), validateSchema: false, code: { source: true } });
  const names = schemas.map((_, index) => `v${index}`);
  for (const [index, schema] of schemas.entries()) ajv.addSchema(boundedPatterns(anonymous(schema)), names[index]!);
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const body = code.replace(/require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g, (_, name: string) => ourNames[name]!);
  return `/* @__PURE__ */ (() => { const exports = {};\n${body}\nreturn [${names.map((name) => `exports.${name}`)}]; })()`;
}

/** What the library's code asks of its own runtime, by the name that ours has. */
const ourNames: Readonly<Record<string, string>> = { ucs2length: 'codePoints', equal: 'sameJson' };
