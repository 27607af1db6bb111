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
