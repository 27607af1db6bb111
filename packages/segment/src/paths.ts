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
