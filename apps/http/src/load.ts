import { type Diagnostic, type JsonDiagnostic, render, toJson } from '@crosswalk/diagnostics';
import type { Config } from './config/config.ts';
import { type Environment, readConfig } from './config/read-config.ts';
import { loadSources } from './sources/load-sources.ts';
import type { Source } from './sources/source.ts';

/** Everything the server starts from. */
export interface Loaded {
  /** Both absent when something is wrong. */
  readonly config?: Config;
  readonly sources?: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  /** The mappings' folders, as far as they are known; those of mistaken ones too. */
  readonly folders: readonly string[];
  /** The diagnostics as data, with lines and columns. */
  json(diagnostics: readonly Diagnostic[]): readonly JsonDiagnostic[];
  /** The diagnostics as frames; secrets are not in them. */
  show(diagnostics: readonly Diagnostic[], colour: boolean): string;
}

/** Reads the configuration, its mappings and settings: all of it is well, or all mistakes are told. */
export function load(file: string, environment: Environment): Loaded {
  const { config, yaml, diagnostics, shown } = readConfig(file, environment);
  const loaded = config && yaml ? loadSources(config, yaml) : { diagnostics: [], texts: {} };
  const sources = { ...loaded.texts, ...shown };
  const folders = config?.sources.flatMap((source) => source.destinations.map(({ mapping }) => mapping)) ?? [];
  return {
    folders: [...new Set(folders)],
    json: (list) => list.map((diagnostic) => toJson(diagnostic, sources)),
    ...(config && 'sources' in loaded && loaded.sources && { config, sources: loaded.sources }),
    diagnostics: [...diagnostics, ...loaded.diagnostics],
    show: (list, colour) => render(list, { sources, colour }),
  };
}
