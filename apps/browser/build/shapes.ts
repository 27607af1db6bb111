/** What is built: each shape is a few lines that put a mapping and the sources together. */
export interface Shape {
  /** Relative to dist/. */
  readonly file: string;
  readonly format: 'esm' | 'iife';
  readonly entry: (version: string) => string;
  /** The mapping is compiled with trace, to tell in words; otherwise as short as can be. */
  readonly trace?: true;
  /** What a TypeScript program is told of it. */
  readonly types?: string;
}

/** By its names: an `import *` would keep what no shape uses. */
const mapping = `
      import { judge, map, name, names, operations, pack, settings } from 'mapping';
      const mapping = { judge, map, name, names, operations, pack, settings };`;

export const shapes = {
  plugin: {
    file: 'main.js',
    format: 'esm',
    entry: (version) => `
      ${mapping}
      import { pluginOf } from './src/plugin/plugin.ts';
      export const connect = pluginOf(mapping, ${JSON.stringify(version)});`,
    types: `import type { PluginFactory } from './plugin/plugin.js';
/** The plugin of Connect for analytics.js. */
export declare const connect: PluginFactory;
`,
  },
  remote: {
    file: 'remote.js',
    format: 'iife',
    entry: (version) => `
      ${mapping}
      import { pluginOf } from './src/plugin/plugin.ts';
      window.crosswalkConnect = pluginOf(mapping, ${JSON.stringify(version)});`,
  },
  client: {
    file: 'client.js',
    format: 'esm',
    entry: (version) => `
      ${mapping}
      import { clientOf } from './src/client/client.ts';
      export const openConnect = clientOf(mapping, ${JSON.stringify(version)});`,
    types: `import type { Client, ClientOptions } from './client/client.js';
export type { Client, ClientOptions } from './client/client.js';
/** A client of Connect, without analytics.js. */
export declare const openConnect: (options: ClientOptions) => Client;
`,
  },
  standalone: {
    file: 'connect.js',
    format: 'iife',
    entry: (version) => `
      ${mapping}
      import { clientOf } from './src/client/client.ts';
      import { takeOver } from './src/client/snippet.ts';
      takeOver('connect', clientOf(mapping, ${JSON.stringify(version)}));`,
  },
  debug: {
    file: 'connect.debug.js',
    format: 'iife',
    trace: true,
    entry: () => `
      import { explain, names } from 'mapping';
      import { explainer } from './src/client/explain.ts';
      window.connect.on(explainer({ names, explain }));`,
  },
} as const satisfies Record<string, Shape>;
