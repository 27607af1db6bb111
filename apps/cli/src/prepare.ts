import { render } from '@crosswalk/diagnostics';
import type { Destination, Settings } from '@crosswalk/engine';
import { loadMapping } from '@crosswalk/folder';
import { readSettings } from './settings.ts';
import { print, type Terminal } from './terminal.ts';

/** What mapping an event takes. */
export interface Prepared {
  readonly destination: Destination;
  readonly settings: Settings;
}

/** The mapping and its settings; nothing when one of them has mistakes, which are then shown. */
export async function prepare(
  folder: string,
  file: string | undefined,
  terminal: Terminal,
): Promise<Prepared | undefined> {
  const { destination, diagnostics, sources } = loadMapping(folder);
  const read = destination ? readSettings(file, destination) : undefined;
  if (destination && read?.settings) return { destination, settings: read.settings };
  const shown = render([...(destination ? [] : diagnostics), ...(read?.diagnostics ?? [])], {
    sources: { ...sources, ...read?.sources },
    colour: terminal.colour.stderr,
  });
  await print(terminal.stderr, `${shown}\n`);
  return undefined;
}
