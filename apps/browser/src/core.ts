/** For a mapping of one's own, compiled ahead: `pluginOf(mapping, version)` is its plugin for analytics.js. */
export type { Mapping } from './mapping.ts';
export { type Plugin, type PluginFactory, pluginOf } from './plugin/plugin.ts';
export { openRoad, type PageSettings, type Road } from './plugin/road.ts';
export type { News } from './send/news.ts';
export type { Sender, SenderOptions } from './send/sender.ts';
