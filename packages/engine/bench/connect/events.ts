import { readdirSync, readFileSync } from 'node:fs';

interface RecordedRequest {
  readonly receivedAt: string;
  readonly path: string;
  readonly body: { readonly batch?: readonly object[]; readonly type?: string };
}

const folder = new URL('../../../segment/fixtures/recorded/', import.meta.url);
/** What the last part of a path says of a call that does not tell its type. */
const types: Readonly<Record<string, string>> = {
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
};

/** The calls that real clients sent, as they came, with the time of their receipt. */
export const recorded: readonly object[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const { requests } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { requests: RecordedRequest[] };
    return requests.flatMap(({ receivedAt, path, body }) => {
      const last = path.slice(path.lastIndexOf('/') + 1);
      return (body.batch ?? [body]).map((call) => ({ type: types[last] ?? last, ...call, receivedAt }));
    });
  });

const firstNames = ['Mary', 'Michael', 'Samir', 'Joanna', 'Peter', 'Bill', 'Milton', 'Drew'];
const lastNames = ['Watson', 'Bolton', 'Nagheenanajar', 'Smith', 'Gibbons', 'Lumbergh', 'Waddams', 'Jones'];

/** Traits as different customers send them: spellings, other fields, few and many. */
const shapes: readonly ((first: string, last: string, n: number) => object)[] = [
  (first, last, n) => ({
    name: `${first} ${last}`,
    email: `${first}${n}@example.com`,
    phone: `555000${n}`,
    plan: 'free',
  }),
  (first, last, n) => ({
    firstName: first,
    lastName: last,
    email: `u${n}@example.com`,
    createdAt: '2026-01-02T03:04:05Z',
  }),
  (first, last, n) => ({
    first_name: first,
    last_name: last,
    Email: `u${n}@example.com`,
    phone_number: `+1555${n}`,
    logins: n,
  }),
  (first, last, n) => ({
    'First Name': first,
    'Last Name': last,
    'E-Mail': `u${n}@example.com`,
    Phone: 5550000 + n,
    vip: true,
  }),
  (first, last, n) => ({
    id: n,
    name: `${first} Jane ${last}`,
    email: `u${n}@example.com`,
    company: { name: 'Initech', employees: 50 + n },
    address: { city: 'Austin', state: 'TX' },
    tags: ['a', 'b'],
  }),
  (first, last, n) => ({
    FirstName: first,
    LastName: last,
    EMAIL: `u${n}@example.com`,
    phones: [`555${n}`, '556'],
    title: null,
  }),
  (first, last, n) => ({
    user_id: `u${n}`,
    name: `${first} ${last}`,
    timezone: 'Europe/Berlin',
    avatar: 'https://example.com/a.png',
    birthday: '1970-01-02',
    gender: 'x',
    website: 'https://example.com',
    username: `${first}${n}`,
    description: 'a person',
    age: 20 + n,
  }),
  (first) => ({ name: first, plan: 'pro' }),
];

/** 64 identifies of eight trait shapes, one after the other, as a busy source brings them. */
export const mixed: readonly object[] = Array.from({ length: 64 }, (_, n) => ({
  type: 'identify',
  messageId: `m-${n}`,
  userId: `user-${n}`,
  anonymousId: `anonymous-${n}`,
  traits: shapes[n % 8]!(firstNames[(n >> 3) % 8]!, lastNames[(n * 3) % 8]!, n),
  context: {
    ...(n % 3 === 0 && { device: { type: n % 2 === 0 ? 'ios' : 'android', token: `token-${n}` } }),
    ...(n % 4 === 0 && { timezone: 'America/New_York' }),
    library: { name: 'analytics-node', version: '3.1.0' },
  },
  timestamp: '2026-01-02T03:04:05.678Z',
  receivedAt: '2026-01-02T03:04:06.000Z',
}));

/** 64 identifies of one shape. */
export const uniform: readonly object[] = mixed.map((event, n) => ({
  ...event,
  traits: shapes[0]!(firstNames[(n >> 3) % 8]!, lastNames[(n * 3) % 8]!, n),
}));
