import type { Diagnostic } from '@crosswalk/diagnostics';
import type { ErrorObject } from 'ajv';
import type { Settings } from '../contract.ts';
import { errorSentence } from '../schema/sentences.ts';

/** A validator of settings: fills in defaults, and leaves what is wrong in `errors`. */
export interface SettingsCheck {
  (settings: unknown): unknown;
  errors?: readonly ErrorObject[] | null;
}

/** The settings with defaults filled in, and what is wrong with them (R405). What was given is not changed. */
export function complete(
  check: SettingsCheck,
  given: unknown,
): { settings: Settings; diagnostics: readonly Diagnostic[] } {
  const isMap = typeof given === 'object' && given !== null && !Array.isArray(given);
  const settings = isMap ? copyOf(given) : {};
  const diagnostics: Diagnostic[] = [];
  if (!isMap && given !== undefined && given !== null) {
    diagnostics.push({ code: 'R405', severity: 'error', message: 'settings are a map of names and values' });
  }
  if (!check(settings)) diagnostics.push(...(check.errors ?? []).map(diagnosticOf));
  return { settings, diagnostics };
}

function diagnosticOf(error: ErrorObject): Diagnostic {
  const path = error.instancePath.split('/').slice(1);
  if (error.keyword === 'required') path.push(String(error.params.missingProperty));
  if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty));
  const field = path.join('.');
  return { code: 'R405', severity: 'error', message: messageOf(error), ...(field === '' ? {} : { field }) };
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'required') return 'the setting is missing';
  return error.keyword === 'additionalProperties' ? 'no such setting is known' : errorSentence(error);
}

/** Settings are JSON; a copy by value keeps what the caller gave untouched when defaults are filled in. */
function copyOf(given: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
}
