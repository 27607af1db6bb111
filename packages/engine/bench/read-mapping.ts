import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { compile, type Destination, type Files } from '@crosswalk/engine';

export const benchFolder = new URL('./mapping/', import.meta.url);
export const connectFolder = new URL('../../../mappings/connect/', import.meta.url);

/** The files of a mapping. */
export function filesIn(folder: URL): Files {
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter(
      (name) => /^[^/]+\.(yaml|schema\.json)$|^functions\/[^/]+\.jsonata$/.test(name) && !name.includes('.cases.'),
    );
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

/** A mapping that must compile. */
export function loadMapping(folder: URL): Destination {
  const files = filesIn(folder);
  const { destination, diagnostics } = compile(files);
  if (!destination) throw new Error(render(diagnostics, { sources: files }));
  return destination;
}
