import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, suggest } from '@crosswalk/diagnostics';
import type { Files } from '@crosswalk/engine';
import { readText, Unreadable } from './read-text.ts';

/** What lies in a mapping's folder. */
export interface Folder {
  /** The mapping itself, by name relative to the folder: `destination.yaml`, `functions/trait.jsonata`. */
  readonly files: Files;
  /** The `*.cases.yaml` beside its rules. They are no part of the mapping: its version does not change with them. */
  readonly cases: Files;
  /** Of the folder's package.json; `0.0.0` without one. */
  readonly version: string;
  /** M108, M116 and M117. What could not be read is missing in `files`. */
  readonly diagnostics: readonly Diagnostic[];
}

const mostFiles = 1000;

/**
 * Reads a mapping's folder: `*.yaml` and `*.json` in it, `*.jsonata` in its `functions/`, nothing else. `shown` is put
 * before names in diagnostics (`mappings/connect/`). Never throws on account of what lies there.
 */
export function readFolder(folder: string, shown: string): Folder {
  const diagnostics: Diagnostic[] = [];
  const read: Record<string, string> = {};
  try {
    for (const name of listFolder(folder, shown, diagnostics)) readInto(read, folder, name, shown, diagnostics);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    diagnostics.push({ code: 'M117', severity: 'error', message: `${shown.replace(/\/$/, '')} ${error.message}` });
  }
  const { 'package.json': manifest, ...texts } = read;
  const isCase = (name: string) => name.endsWith('.cases.yaml');
  return {
    files: pick(texts, (name) => !isCase(name)),
    cases: pick(texts, isCase),
    version: versionIn(manifest),
    diagnostics,
  };
}

function listFolder(folder: string, shown: string, diagnostics: Diagnostic[]): string[] {
  const entries = entriesOf(folder);
  const inner = entries.find(({ name }) => name === 'functions');
  if (inner?.isSymbolicLink())
    diagnostics.push(unreadable(`${shown}functions`, 'is a link, and links are not followed'));
  const functions = inner?.isDirectory() ? entriesOf(join(folder, 'functions')) : [];
  for (const entry of entries) misplaced(entry, shown, diagnostics);
  const names = [
    ...entries.filter(({ name }) => /\.(yaml|json)$/.test(name)).map(({ name }) => name),
    ...functions.filter(({ name }) => name.endsWith('.jsonata')).map(({ name }) => `functions/${name}`),
  ];
  if (names.length > mostFiles) throw new Unreadable(`holds more than ${mostFiles} files, so it is no mapping`);
  return names.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    if (!statSync(folder).isDirectory()) throw new Unreadable('is a file, and a mapping is a folder');
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw Unreadable.because(error, { ENOENT: 'is not there' });
  }
}

/** Files that were probably meant to be part of the mapping and are not. */
function misplaced({ name }: Dirent, shown: string, diagnostics: Diagnostic[]): void {
  const meant = name.endsWith('.yml')
    ? name.replace(/yml$/, 'yaml')
    : name.endsWith('.jsonata')
      ? `functions/${name}`
      : suggest(name, ['functions', 'destination.yaml']);
  if (meant === undefined) return;
  const message = 'this is not read as a part of the mapping';
  const labels = [{ file: `${shown}${name}`, start: 0, end: 0 }];
  diagnostics.push({ code: 'M108', severity: 'warning', message, labels, suggestion: meant });
}

function readInto(
  read: Record<string, string>,
  folder: string,
  name: string,
  shown: string,
  diagnostics: Diagnostic[],
): void {
  try {
    read[name] = readText(join(folder, name));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    diagnostics.push(unreadable(`${shown}${name}`, error.message));
  }
}

function unreadable(file: string, why: string): Diagnostic {
  return { code: 'M116', severity: 'error', message: `this ${why}`, labels: [{ file, start: 0, end: 0 }] };
}

function versionIn(manifest: string | undefined): string {
  try {
    const { version } = JSON.parse(manifest ?? '{}') as { version?: unknown };
    return typeof version === 'string' ? version : '0.0.0';
  } catch {
    return '0.0.0';
  }
}

function pick(files: Files, wanted: (name: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => wanted(name)));
}
