import { relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '@crosswalk/diagnostics';
import { compile, type Destination, type Files } from '@crosswalk/engine';
import { readFolder } from './read-folder.ts';

/** What a mapping is compiled from; the same texts make the same mapping in another thread, or on another machine. */
export interface MappingTexts {
  readonly files: Files;
  /** Of the folder's package. */
  readonly version: string;
}

/** A mapping from disk, ready to use, or what is wrong with it. */
export interface LoadedMapping {
  /** The folder as it is shown to people, with a `/` at its end. */
  readonly folder: string;
  /** Absent when a diagnostic is an error. */
  readonly destination?: Destination;
  /** What was compiled. */
  readonly texts: MappingTexts;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by the names that diagnostics use, for `render`. */
  readonly sources: Readonly<Record<string, string>>;
  /** The `*.cases.yaml` files by the names that diagnostics use. */
  readonly cases: Files;
}

/** Reads and compiles the mapping in a folder. Never throws on account of what lies there. */
export function loadMapping(path: string): LoadedMapping {
  const folder = shownAs(path);
  const { files, cases, version, diagnostics } = readFolder(path, folder);
  const named = (texts: Files) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [folder + name, text]));
  const shown = named(cases);
  const sources = { ...named(files), ...shown };
  const read = { folder, texts: { files, version }, sources, cases: shown };
  if (diagnostics.some(({ severity }) => severity === 'error')) return { ...read, diagnostics };
  const compiled = compile(files, { version, folder });
  return { ...read, ...compiled, diagnostics: [...diagnostics, ...compiled.diagnostics] };
}

/** A path as people would type it from where they are; a path elsewhere as it is. */
function shownAs(path: string): string {
  const fromHere = relative('', resolve(path));
  const shown = fromHere.startsWith('..') ? resolve(path) : fromHere;
  return shown === '' ? './' : `${shown.split(sep).join('/').replace(/\/$/, '')}/`;
}
