/** For a mapping of one's own, compiled ahead: a plugin for analytics.js, or a client without it. */
export { type Client, type ClientOptions, clientOf, type Heard } from './client/client.ts';
export type { Mapping } from './mapping.ts';
export { type Plugin, type PluginFactory, pluginOf } from './plugin/plugin.ts';
export { openRoad, type PageSettings, type Road } from './plugin/road.ts';
export type { News } from './send/news.ts';
export type { Sender, SenderOptions } from './send/sender.ts';
