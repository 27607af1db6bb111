import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Settings } from '../contract.ts';
import { complete, type SettingsCheck } from '../runtime/settings.ts';
import type { Schema } from './schema.ts';
import { compileSchema } from './validator.ts';

/** What the settings of a destination are, with their defaults and secrets. */
export class SettingsSchema {
  readonly schema: Schema;
  /** Made when settings are first asked for. */
  private check: SettingsCheck | undefined;

  constructor(schema: Schema) {
    this.schema = schema;
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
    this.check ??= compileSchema(this.schema, { defaults: true });
    return complete(this.check, given);
  }
}

export const anySettings = () => new SettingsSchema({ type: 'object' });
