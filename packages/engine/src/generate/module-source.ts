import type { Mapping } from '../model/mapping.ts';
import { engineImports, writeModule } from './module.ts';

/**
 * A mapping as an ES module that exports `map(event, context)`: no parser, no YAML, no code from strings. It imports the
 * two runtimes, of which a bundler keeps what is used.
 */
export function moduleSource(mapping: Mapping): string {
  const { imports, body, validators } = writeModule(mapping);
  return [
    `import { ${imports.map((name) => `${name} as $${name}`).join(', ')} } from '@crosswalk/jsonata/runtime';`,
    `import { ${engineImports.join(', ')} } from '@crosswalk/engine/runtime';`,
    ...(validators.length > 0
      ? [
          "import { compileSchema } from '@crosswalk/engine/schema';",
          `const validators = ${JSON.stringify(validators)}.map((schema) => compileSchema(schema));`,
        ]
      : []),
    body,
    'export { map };',
    '',
  ].join('\n');
}
