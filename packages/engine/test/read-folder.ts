import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { type CompileOptions, compile, type Destination, type Files } from '../src/index.ts';

/** The files of a mapping folder, given as a URL that ends in `/`. */
export function readFolder(folder: URL): Files {
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /^[^.][^/]*\.(yaml|json)$|^functions\/.*\.jsonata$/.test(name) && name !== 'package.json');
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

/** A mapping that must compile; its diagnostics are the failure when it does not. */
export function mustCompile(files: Files, options?: CompileOptions): Destination {
  const { destination, diagnostics } = compile(files, options);
  if (!destination) throw new Error(render(diagnostics, { sources: files }));
  return destination;
}

export const connectFolder = new URL('../../../mappings/connect/', import.meta.url);
