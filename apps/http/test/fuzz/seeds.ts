import { readdirSync, readFileSync } from 'node:fs';

/** A request before it is bytes. Names of headers may come twice. */
export interface Plain {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** JSON. */
  readonly body?: unknown;
}

interface Recorded {
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const folder = new URL('../../../../packages/segment/fixtures/recorded/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown;

const recorded: readonly Recorded[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => (read(name) as { requests: Recorded[] }).requests),
  ...(read('beside/requests.json') as Recorded[]),
];

/** The key of the one source, in place of those that were recorded. */
export const writeKey = 'k1';
const keyed = (text: string) => text.replaceAll(/WRITEKEY\w*/g, writeKey);
const basic = `Basic ${btoa(`${writeKey}:`)}`;

const sent = recorded.map(({ method = 'POST', path, headers, body }): Plain => {
  const { 'content-encoding': _, authorization, ...others } = headers;
  return {
    method,
    path: keyed(path),
    headers: Object.entries({ ...others, ...(authorization && { authorization: basic }) }),
    ...(body !== undefined && { body: JSON.parse(keyed(JSON.stringify(body))) as unknown }),
  };
});

const origin = ['origin', 'https://shop.example'] as const;

/** Requests that are good: what real clients sent, what they ask for beforehand, and what a page loads. */
export const seeds: readonly Plain[] = [
  ...sent,
  { method: 'OPTIONS', path: '/v1/b', headers: [origin, ['access-control-request-headers', 'authorization']] },
  { method: 'GET', path: `/analytics.js/v1/${writeKey}/analytics.min.js`, headers: [['if-none-match', '"x"'], origin] },
  { method: 'GET', path: `/projects/${writeKey}/settings`, headers: [origin] },
  { method: 'GET', path: '/analytics-next/bundles/none.js', headers: [origin] },
  { method: 'POST', path: `/v1/t?writeKey=${writeKey}`, headers: [], body: { userId: 7, event: 'Opened' } },
];
