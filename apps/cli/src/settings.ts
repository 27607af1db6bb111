import { readFileSync } from 'node:fs';
import { type Diagnostic, hasErrors } from '@crosswalk/diagnostics';
import type { Destination, Settings } from '@crosswalk/engine';
import { Findings, readYaml } from '@crosswalk/engine/reading';
import { Unreadable } from '@crosswalk/folder';

/** Settings to map with, or what is wrong with the file they come from. */
export interface ReadSettings {
  readonly settings?: Settings;
  readonly diagnostics: readonly Diagnostic[];
  /** The file's text by its name, for `render`. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Settings from a YAML or JSON file. Without a file the defaults hold, and required settings are not asked for. */
export function readSettings(file: string | undefined, destination: Destination): ReadSettings {
  if (file === undefined) return { settings: destination.settings(undefined).settings, diagnostics: [], sources: {} };
  const text = textOf(file);
  if (text instanceof Unreadable)
    return { diagnostics: [fault(`the settings file ${file} ${text.message}`)], sources: {} };
  const findings = new Findings();
  const yaml = readYaml(file, text, findings);
  const sources = { [file]: text };
  if (!yaml) return { diagnostics: findings.list, sources };
  const { settings, diagnostics } = destination.settings(yaml.value);
  const placed = diagnostics.map((diagnostic) => {
    const path = diagnostic.field?.split('.') ?? [];
    return { ...diagnostic, labels: [yaml.node(path) ? yaml.keyPlace(path) : { file, start: 0, end: 1 }] };
  });
  return hasErrors(placed) ? { diagnostics: placed, sources } : { settings, diagnostics: placed, sources };
}

const fault = (message: string): Diagnostic => ({ code: 'R405', severity: 'error', message });

function textOf(file: string): string | Unreadable {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return Unreadable.because(error);
  }
}
