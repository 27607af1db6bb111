import { pagePluginPath } from '@crosswalk/segment';
import type { ReadyDestination } from '../sources/source.ts';
import type { RemotePlugins } from './settings.ts';

/**
 * The plugins that analytics.js loads for a source in device mode. The address of each bears the hash of its content, so a
 * browser may keep it for ever. A script sets `window.crosswalkNAME`, as that of Connect sets `window.crosswalkConnect`.
 */
export const pagePlugins: RemotePlugins = ({ writeKeys, destinations }, { protocol, host }) =>
  destinations.flatMap(({ destination, page }) => {
    if (!page) return [];
    const name = destination.names[0]!;
    const path = pagePluginPath.replace('{key}', () => encodeURIComponent(writeKeys[0]!)).replace('{hash}', page.hash);
    return {
      name,
      creationName: name,
      libraryName: `crosswalk${name.replace(/\W/g, '')}`,
      url: `${protocol}://${host}${path}`,
      settings: page.settings,
    };
  });

/** The text of the script with a hash, among the destinations of a source. */
export function scriptOf(destinations: readonly ReadyDestination[], hash: string): string | undefined {
  return destinations.find(({ page }) => page?.hash === hash)?.page?.text;
}
