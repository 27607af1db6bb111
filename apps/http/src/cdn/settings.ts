import type { Source } from '../sources/source.ts';

/** Where a client reached us, as it must be told to reach us again. */
export interface Origin {
  readonly protocol: 'http' | 'https';
  /** With its port, when it is not the usual one. */
  readonly host: string;
}

/** A script that maps and sends in the page itself, as analytics.js loads it. */
export interface RemotePlugin {
  readonly name: string;
  readonly creationName: string;
  readonly libraryName: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The scripts for a source whose `mode` is `device`. */
export type RemotePlugins = (source: Source, origin: Origin) => readonly RemotePlugin[];

/**
 * How analytics.js sends. Calls sent one by one arrive in any order; in batches they keep theirs. Without `keepalive` the
 * browser ends requests with their page, and what a person did last came at the next visit, if there was one.
 */
const deliveryStrategies = {
  batching: { strategy: 'batching', config: { size: 10, timeout: 1000 } },
  standard: { strategy: 'standard', config: { keepalive: true } },
} as const;

/**
 * What a browser or a phone asks for before it sends anything. It is the smallest that serves every client: Kotlin wants
 * objects where there is nothing to say. A source that takes no calls now names no destination.
 */
export function settingsFor(
  writeKey: string,
  source: Source,
  isOpen: boolean,
  origin: Origin,
  remotePlugins: RemotePlugins = () => [],
) {
  const { protocol, host } = origin;
  const plugins = isOpen && source.mode === 'device' ? remotePlugins(source, origin) : [];
  const inPage = new Set(plugins.map(({ name }) => name));
  const names = isOpen ? source.destinations.map(({ destination }) => destination.names[0]!) : [];
  const destination = (name: string) => ({
    bundlingStatus: inPage.has(name) ? 'bundled' : 'unbundled',
    // "browser" here would make analytics.js look for a classic integration of that name.
    versionSettings: { componentTypes: [] },
  });
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol,
        unbundledIntegrations: names.filter((name) => !inPage.has(name)),
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
        deliveryStrategy: deliveryStrategies[source.deliveryStrategy],
      },
      ...Object.fromEntries(names.map((name) => [name, destination(name)])),
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    remotePlugins: plugins,
    middlewareSettings: {},
    enabledMiddleware: {},
    edgeFunction: {},
    analyticsNextEnabled: true,
    metrics: { sampleRate: 0, host: `${host}/v1` },
    legacyVideoPluginsEnabled: false,
  };
}
