import { isDeepStrictEqual } from 'node:util';
import { type Diagnostic, hasErrors } from '@crosswalk/diagnostics';
import type { YamlFile } from '@crosswalk/engine/reading';
import { type LoadedMapping, loadMapping } from '@crosswalk/folder';
import type { Config, DestinationConfig } from '../config/config.ts';
import { withQuotes } from '../config/in-quotes.ts';
import { readPageScript } from './page-script.ts';
import type { PageScript, ReadyDestination, Source } from './source.ts';

export interface LoadedSources {
  /** Absent when a diagnostic is an error. */
  readonly sources?: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of mapping files by their names in diagnostics. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Compiles the mappings that the sources name, each once, and checks settings (C608, C609, and the mappings' own codes). */
export function loadSources(config: Config, yaml: YamlFile): LoadedSources {
  const mappings = new Map<string, LoadedMapping>();
  const diagnostics: Diagnostic[] = [];
  const ready = (given: DestinationConfig): ReadyDestination | undefined => {
    const known = mappings.get(given.mapping);
    const mapping = known ?? loadMapping(given.mapping);
    mappings.set(given.mapping, mapping);
    if (!known) diagnostics.push(...mapping.diagnostics);
    if (!mapping.destination) {
      const fault = unusable(mapping, given, yaml);
      // Sources that take the mapping of the top level share its place: it is told once.
      if (!diagnostics.some((other) => isDeepStrictEqual(other, fault))) diagnostics.push(fault);
      return undefined;
    }
    const { settings, diagnostics: faults } = mapping.destination.settings(given.settings);
    diagnostics.push(...faults.map((fault) => inFile(fault, given, yaml)));
    const page = pageOf(given, yaml, diagnostics);
    return { destination: mapping.destination, texts: mapping.texts, settings, ...(page && { page }) };
  };
  const sources = config.sources.map((source): Source => {
    const destinations = source.destinations.map((given) => ({ given, ready: ready(given) }));
    checkNames(destinations, yaml, diagnostics);
    return { ...source, destinations: destinations.flatMap((one) => one.ready ?? []) };
  });
  const texts = Object.assign(
    {},
    ...[...mappings.values()].map((mapping) => mapping.sources),
  ) as LoadedSources['texts'];
  return hasErrors(diagnostics) ? { diagnostics, texts } : { sources, diagnostics, texts };
}

interface Loaded {
  readonly given: DestinationConfig;
  readonly ready: ReadyDestination | undefined;
}

function checkNames(destinations: readonly Loaded[], yaml: YamlFile, diagnostics: Diagnostic[]): void {
  const names = new Set<string>();
  for (const { given, ready } of destinations) {
    const name = ready?.destination.name;
    if (name === undefined) continue;
    const message = `this source sends to ${name} already`;
    if (names.has(name))
      diagnostics.push({ code: 'C614', severity: 'error', message, labels: [lineOf(given.path.slice(0, -1), yaml)] });
    names.add(name);
  }
}

function pageOf({ page, path }: DestinationConfig, yaml: YamlFile, diagnostics: Diagnostic[]): PageScript | undefined {
  const read = page && readPageScript(page);
  if (typeof read !== 'string') return read;
  const labels = [yaml.place([...path.slice(0, -1), 'page', 'script'])];
  diagnostics.push({ code: 'C615', severity: 'error', message: `the script for pages ${read}`, labels });
  return undefined;
}

function unusable(mapping: LoadedMapping, { path }: DestinationConfig, yaml: YamlFile): Diagnostic {
  const own = [...path.slice(0, -1), 'mapping'];
  const place = yaml.node(own) ? yaml.place(own) : yaml.node(['mapping']) ? yaml.place(['mapping']) : yaml.place(path);
  const message = `the mapping in ${mapping.folder} cannot be used; its mistakes are shown above`;
  return { code: 'C608', severity: 'error', message, labels: [place] };
}

function inFile(fault: Diagnostic, { path }: DestinationConfig, yaml: YamlFile): Diagnostic {
  const inner = [...path, ...(fault.field?.split('.') ?? [])];
  // What is missing is shown where it belongs: at `settings`, or at the source or destination that has none.
  const place = yaml.node(inner)
    ? yaml.place(inner)
    : yaml.node(path)
      ? yaml.keyPlace(path)
      : lineOf(path.slice(0, -1), yaml);
  return withQuotes({ ...fault, code: 'C609', labels: [place] }, yaml);
}

function lineOf(path: DestinationConfig['path'], yaml: YamlFile) {
  const place = yaml.place(path);
  const lineEnd = yaml.text.indexOf('\n', place.start);
  return lineEnd === -1 || lineEnd > place.end ? place : { ...place, end: Math.max(lineEnd, place.start + 1) };
}
