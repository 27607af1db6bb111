import type { CallType } from './call.ts';

/** What a path of the HTTP API promises of its body: one call of a type, or a batch. */
export type PathKind = CallType | 'batch';

/** The last part of `/v1/...`, long and short, and what is sent there. Analytics.js uses the letters, android `import`. */
export const pathKinds: Readonly<Record<string, PathKind>> = {
  identify: 'identify',
  track: 'track',
  page: 'page',
  screen: 'screen',
  group: 'group',
  alias: 'alias',
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  batch: 'batch',
  b: 'batch',
  import: 'batch',
};

const short = Object.entries(pathKinds).map(([name, kind]): [string, PathKind] => [`/v1/${name}`, kind]);

/**
 * All paths to which clients POST calls. Beside the API's own: Rudder's beacon, and what the SDKs of mobile apps make of a
 * proxy's address, to which they put `/b` (`/v1/batch` becomes `/v1/batch/b`, and an address alone `/b`).
 */
export const callPaths: Readonly<Record<string, PathKind>> = {
  ...Object.fromEntries(short),
  '/beacon/v1/batch': 'batch',
  '/v1/batch/b': 'batch',
  '/v1/b/b': 'batch',
  '/v1/batch/batch': 'batch',
  '/b': 'batch',
  '/batch': 'batch',
};

/** Pictures in e-mails: each is a call of a type, told by the query. */
export const pixelPaths: Readonly<Record<string, CallType>> = Object.fromEntries(
  Object.entries(pathKinds).flatMap(([name, kind]) => (kind === 'batch' ? [] : [[`/v1/pixel/${name}`, kind]])),
);

/** Where analytics.js sends figures of what it did itself. They are no calls. */
export const figuresPath = '/v1/m';

/**
 * Settings of the source with a write key. SDKs put `/projects/KEY/settings` or `/KEY/settings` to the address of a proxy, which
 * may end in either already.
 */
export const settingsPaths = ['/v1/projects', '/projects', '/v1/projects/projects', '/projects/projects', '/v1'].map(
  (path) => `${path}/{key}/settings`,
);

/** The same where the key stands in the query or is the user name. */
export const keylessSettingsPaths = ['/v1/projects', '/projects'];

/** Analytics.js for a write key. */
export const scriptPaths = ['analytics.min.js', 'analytics.js'].map((name) => `/analytics.js/v1/{key}/${name}`);

/** What analytics.js loads when it needs it. */
export const bundlePath = '/analytics-next/bundles/{name}';

/** A script that maps and sends in the page itself; its hash is that of its content. */
export const pagePluginPath = '/crosswalk/v1/{key}/{hash}.js';
