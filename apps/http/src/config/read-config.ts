import { dirname, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '@crosswalk/diagnostics';
import { Findings, readYaml, shapeCheck, type YamlFile } from '@crosswalk/engine/reading';
import { readText, Unreadable } from '@crosswalk/folder';
import { addressAt } from './address.ts';
import { asConfiguration } from './codes.ts';
import type { Config, DestinationConfig, SourceConfig } from './config.ts';
import crosswalkSchema from './crosswalk.schema.json' with { type: 'json' };
import { fillIn } from './environment.ts';
import { withQuotes } from './in-quotes.ts';
import { shownRaw, shownText } from './shown-text.ts';
import { checkSources } from './sources.ts';
import { readCertificate } from './tls.ts';

/** crosswalk.yaml, or all that is wrong with it. */
export interface ReadConfig {
  /** Absent when a diagnostic is an error. */
  readonly config?: Config;
  /** The file, for places of settings; absent when it is not readable as YAML. */
  readonly yaml?: YamlFile;
  readonly diagnostics: readonly Diagnostic[];
  /** The file's text by its name, as it may be shown in frames: without secrets. */
  readonly shown: Readonly<Record<string, string>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads crosswalk.yaml. Never throws on account of the file; diagnostics are C601 to C607, C610 to C612 and C616. */
export function readConfig(file: string, environment: Environment): ReadConfig {
  try {
    return parseConfig(file, readText(resolve(file), { followLinks: true }), environment);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const message = `the configuration ${file} ${error.message}`;
    return { diagnostics: [{ code: 'C601', severity: 'error', message }], shown: {} };
  }
}

const hasShape = shapeCheck(crosswalkSchema);

/** The same for a text. `file` is the name in diagnostics; paths in the text are relative to its folder. */
export function parseConfig(file: string, text: string, environment: Environment): ReadConfig {
  const findings = new Findings();
  const yaml = readYaml(file, text, findings);
  if (!yaml) {
    return {
      diagnostics: findings.list.map((found) => asConfiguration(found, text)),
      shown: { [file]: shownRaw(text) },
    };
  }
  fillIn(yaml, environment, findings);
  const listen = addressAt(['listen'], 4000, yaml, findings);
  const admin = addressAt(['admin'], 4001, yaml, findings);
  const config = hasShape(yaml, findings) ? { listen, admin, ...configIn(yaml, findings) } : undefined;
  const diagnostics = findings.list.map((found) => withQuotes(asConfiguration(found, text), yaml)).sort(byPlace);
  const shown = { [file]: shownText(yaml) };
  return { yaml, diagnostics, shown, ...(config && !hasErrors(diagnostics) && { config }) };
}

const byPlace = (a: Diagnostic, b: Diagnostic) => (a.labels?.[0]?.start ?? 0) - (b.labels?.[0]?.start ?? 0);

interface Written {
  readonly data?: string;
  readonly keep?: Config['keep'];
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly mapping?: string;
  readonly sources: readonly WrittenSource[];
}

interface WrittenSource {
  readonly name: string;
  readonly writeKeys: readonly string[];
  readonly retiredKeys?: readonly string[];
  readonly enabled?: boolean;
  readonly mode?: SourceConfig['mode'];
  readonly deviceBackup?: boolean;
  readonly deliveryStrategy?: SourceConfig['deliveryStrategy'];
  readonly callsPerSecond?: number;
  readonly destinations?: readonly {
    readonly mapping?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly page?: { readonly script: string; readonly settings?: Readonly<Record<string, unknown>> };
  }[];
}

function configIn(yaml: YamlFile, findings: Findings): Omit<Config, 'listen' | 'admin'> {
  const written = yaml.value as Written;
  const folder = dirname(resolve(yaml.file));
  checkSources(written.sources, yaml, findings);
  const tls = written.tls && readCertificate(written.tls, folder, yaml, findings);
  return {
    ...(tls && { tls }),
    ...(written.data !== undefined && { data: resolve(folder, written.data) }),
    ...(written.keep !== undefined && { keep: written.keep }),
    sources: written.sources.map((source, at): SourceConfig => {
      const { name, writeKeys, retiredKeys = [], enabled = true, callsPerSecond, deviceBackup } = source;
      const { mode = 'cloud', deliveryStrategy = 'batching' } = source;
      return {
        name,
        writeKeys,
        retiredKeys,
        enabled,
        mode,
        deliveryStrategy,
        ...(callsPerSecond !== undefined && { callsPerSecond }),
        ...(deviceBackup !== undefined && { deviceBackup }),
        destinations: destinationsOf(source, at, written, folder, yaml, findings),
      };
    }),
  };
}

function destinationsOf(
  source: WrittenSource,
  at: number,
  { mapping: common }: Written,
  folder: string,
  yaml: YamlFile,
  findings: Findings,
): DestinationConfig[] {
  return (source.destinations ?? [{}]).map(({ mapping = common, settings = {}, page }, index) => {
    const path = source.destinations ? ['sources', at, 'destinations', index] : ['sources', at];
    if (mapping === undefined) {
      const said = 'write mapping: and its folder here, or above all sources';
      findings.error('C605', 'no mapping is named for this destination', yaml.place([...path, 'name']), { said });
    }
    return {
      mapping: resolve(folder, mapping ?? ''),
      settings,
      ...(page && { page: { script: resolve(folder, page.script), settings: page.settings ?? {} } }),
      path: [...path, 'settings'],
    };
  });
}
