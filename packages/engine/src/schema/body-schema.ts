import type { Schema } from './schema.ts';

/** The schema of an operation's body, asked field by field. */
export class BodySchema {
  readonly file: string;
  readonly schema: Schema;

  constructor(file: string, schema: Schema) {
    this.file = file;
    this.schema = schema;
  }

  /** The schema of a field; `{}` where anything goes; nothing where the schema does not allow such a field. */
  at(path: readonly string[]): Schema | undefined {
    let schema: Schema = this.schema;
    for (const name of path) {
      const next = propertyOf(schema, name);
      if (next === undefined) return undefined;
      schema = next;
    }
    return schema;
  }

  /** Names that the schema gives to the fields beside this one. */
  namesBeside(path: readonly string[]): string[] {
    const properties = Object.entries(this.at(path.slice(0, -1))?.properties ?? {});
    return properties.flatMap(([name, schema]) => ((schema as Schema | boolean) === false ? [] : [name]));
  }

  isRequired(path: readonly string[]): boolean {
    const parent = this.at(path.slice(0, -1));
    return parent?.required?.includes(path.at(-1)!) ?? false;
  }
}

/** No schema: every body fits. */
export const anyBody = new BodySchema('', {});

function propertyOf(schema: Schema, name: string): Schema | undefined {
  const { properties, additionalProperties } = schema;
  // A schema may be true or false, too: anything goes, nothing goes.
  const found = properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
  return found === false ? undefined : typeof found === 'object' ? found : {};
}
