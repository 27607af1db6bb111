/** What is built: each shape is a few lines that put a mapping and the sources together. */
export interface Shape {
  /** Relative to dist/. */
  readonly file: string;
  readonly format: 'esm' | 'iife';
  readonly entry: (version: string) => string;
  /** What a TypeScript program is told of it. */
  readonly types?: string;
}

export const shapes = {
  plugin: {
    file: 'main.js',
    format: 'esm',
    entry: (version) => `
      import * as mapping from 'mapping';
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
      import * as mapping from 'mapping';
      import { pluginOf } from './src/plugin/plugin.ts';
      window.crosswalkConnect = pluginOf(mapping, ${JSON.stringify(version)});`,
  },
} as const satisfies Record<string, Shape>;
