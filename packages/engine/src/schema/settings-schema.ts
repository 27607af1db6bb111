import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Settings } from '../contract.ts';
import { compileSchema, errorSentence, type Schema, type Validate } from './validator.ts';

/** What the settings of a destination are, with their defaults and secrets. */
export class SettingsSchema {
  readonly schema: Schema;
  private readonly validate: Validate;

  constructor(schema: Schema) {
    this.schema = schema;
    this.validate = compileSchema(schema, { defaults: true });
  }

  get names(): string[] {
    return Object.keys(this.schema.properties ?? {});
  }

  /** True when settings beyond the named ones may be read. */
  get isOpen(): boolean {
    return this.schema.additionalProperties !== false && this.names.length === 0;
  }

  isSecret(name: string): boolean {
    const property = this.schema.properties;
    return property !== undefined && Object.hasOwn(property, name) && property[name]!.writeOnly === true;
  }

  /** The settings with defaults filled in, and what is wrong with them (R405). What was given is not changed. */
  complete(given: unknown): { settings: Settings; diagnostics: readonly Diagnostic[] } {
    const isMap = typeof given === 'object' && given !== null && !Array.isArray(given);
    const settings = isMap ? structuredCloneOf(given) : {};
    const wrongKind: Diagnostic[] =
      isMap || given === undefined || given === null
        ? []
        : [{ code: 'R405', severity: 'error', message: 'settings are a map of names and values' }];
    if (this.validate(settings)) return { settings, diagnostics: wrongKind };
    const diagnostics = (this.validate.errors ?? []).map((error): Diagnostic => {
      const path = error.instancePath.split('/').slice(1);
      if (error.keyword === 'required') path.push(String(error.params.missingProperty));
      if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty));
      const message =
        error.keyword === 'required'
          ? 'the setting is missing'
          : error.keyword === 'additionalProperties'
            ? 'no such setting is known'
            : errorSentence(error);
      const field = path.join('.');
      return { code: 'R405', severity: 'error', message, ...(field === '' ? {} : { field }) };
    });
    return { settings, diagnostics: [...wrongKind, ...diagnostics] };
  }
}

/** Settings are JSON; a copy by value keeps what the caller gave untouched when defaults are filled in. */
function structuredCloneOf(given: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
}

export const anySettings = () => new SettingsSchema({ type: 'object' });
