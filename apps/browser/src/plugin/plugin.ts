import type { Mapping } from '../mapping.ts';
import { received } from './call.ts';
import { openRoad, type PageSettings } from './road.ts';

/** A plugin as `@segment/analytics-next` wants it: assignable to its type `Plugin`, which the tests hold it to. */
export interface Plugin {
  readonly name: string;
  readonly type: 'destination';
  readonly version: string;
  isLoaded(): boolean;
  load(): Promise<void>;
  readonly identify: Take;
  readonly track: Take;
  readonly page: Take;
  readonly screen: Take;
  readonly group: Take;
  readonly alias: Take;
}

/** Takes the call of a context of analytics.js and gives the context back. */
type Take = <Context extends { readonly event: object }>(context: Context) => Context;

/** Makes a plugin for analytics.js from settings; analytics.js knows it by `pluginName`. */
export interface PluginFactory {
  (settings: PageSettings): Plugin;
  /** As analytics.js calls it, with what the source's settings say. */
  (settings: Json): Plugin;
  readonly pluginName: string;
}

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

/**
 * The plugin factory of a mapping. Every call is sent alone, under the id that a server would send it under, and is safe
 * as soon as the plugin has it: analytics.js itself neither waits for plugins nor tries again.
 */
export function pluginOf(mapping: Mapping, version: string): PluginFactory {
  const name = mapping.names[0]!;
  const factory = (settings: PageSettings): Plugin => {
    const road = openRoad(mapping, settings, { tell: settings.onNews });
    const take: Take = (context) => {
      const now = Date.now();
      road.take(received(context.event, now), now);
      return context;
    };
    return {
      name,
      type: 'destination',
      version,
      isLoaded: () => true,
      load: async () => {},
      identify: take,
      track: take,
      page: take,
      screen: take,
      group: take,
      alias: take,
    };
  };
  return Object.assign(factory as PluginFactory, { pluginName: name });
}
