import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

/** One call in short: an alias `['b', '<-', 'a']` joins a into b, an event `['a', 'Viewed']`, or a user object. */
type Step = readonly [id: string, '<-', previous: string] | readonly [id: string, event: string] | object;

interface Row {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Each person: all ids, the one the person goes by first, and how many events. */
  readonly people: readonly { ids: readonly string[]; events?: number; first_name?: string; attributes?: object }[];
}

const rows: Row[] = [
  {
    name: 'a visitor who signs up',
    steps: [
      ['anon', 'Viewed'],
      { user_id: 'anon', attributes: { ref: 'ad' } },
      ['user', '<-', 'anon'],
      ['user', 'Signed Up'],
    ],
    people: [{ ids: ['user', 'anon'], events: 2, attributes: { ref: 'ad' } }],
  },
  {
    name: 'later calls under the old id land on the joined user',
    steps: [['user', '<-', 'anon'], ['anon', 'Viewed'], { user_id: 'anon', first_name: 'Late' }],
    people: [{ ids: ['user', 'anon'], events: 1, first_name: 'Late' }],
  },
  {
    name: 'an unknown previous_id is kept for later',
    steps: [{ user_id: 'user', first_name: 'Known' }, ['user', '<-', 'never-seen'], ['never-seen', 'Viewed']],
    people: [{ ids: ['user', 'never-seen'], events: 1, first_name: 'Known' }],
  },
  {
    name: 'the known user wins, gaps are filled',
    steps: [
      { user_id: 'anon', first_name: 'Old', email: 'old@x.com', attributes: { a: 'old', b: 'old' } },
      { user_id: 'user', first_name: 'New', attributes: { a: 'new' } },
      ['user', '<-', 'anon'],
    ],
    people: [{ ids: ['user', 'anon'], first_name: 'New', attributes: { a: 'new', b: 'old' } }],
  },
  {
    name: 'what the alias call itself says wins over both',
    steps: [
      { user_id: 'anon', first_name: 'Old' },
      { user_id: 'user', first_name: 'New' },
      { user_id: 'user', previous_id: 'anon', first_name: 'Newest' },
    ],
    people: [{ ids: ['user', 'anon'], first_name: 'Newest' }],
  },
  {
    name: 'a chain',
    steps: [
      ['a', 'E'],
      ['b', '<-', 'a'],
      ['b', 'E'],
      ['c', '<-', 'b'],
      ['c', 'E'],
      ['a', 'E'],
    ],
    people: [{ ids: ['c', 'b', 'a'], events: 4 }],
  },
  {
    name: 'a chain that is told from its end',
    steps: [
      ['a', 'E'],
      ['c', '<-', 'b'],
      ['b', '<-', 'a'],
      ['b', 'E'],
    ],
    people: [{ ids: ['c', 'b', 'a'], events: 2 }],
  },
  {
    name: 'crossed: both ids are one person already, nothing changes',
    steps: [
      ['a', 'E'],
      ['b', 'E'],
      ['a', '<-', 'b'],
      ['b', '<-', 'a'],
      ['a', '<-', 'b'],
    ],
    people: [{ ids: ['a', 'b'], events: 2 }],
  },
  {
    name: 'a ring of three',
    steps: [
      ['b', '<-', 'a'],
      ['c', '<-', 'b'],
      ['a', '<-', 'c'],
      ['b', 'E'],
    ],
    people: [{ ids: ['c', 'b', 'a'], events: 1 }],
  },
  {
    name: 'an id that several users are joined with makes one person of them',
    steps: [
      ['u', '<-', 'guest'],
      ['guest', 'E'],
      ['v', '<-', 'guest'],
      ['w', '<-', 'guest'],
      ['u', 'E'],
    ],
    people: [{ ids: ['w', 'u', 'guest', 'v'], events: 2 }],
  },
  {
    name: 'an id joined with itself',
    steps: [
      ['a', 'E'],
      ['a', '<-', 'a'],
    ],
    people: [{ ids: ['a'], events: 1 }],
  },
  {
    name: 'people who were not joined stay apart',
    steps: [
      ['b', '<-', 'a'],
      ['d', '<-', 'c'],
      ['a', 'E'],
    ],
    people: [
      { ids: ['b', 'a'], events: 1 },
      { ids: ['d', 'c'], events: 0 },
    ],
  },
];

describe('alias', () => {
  test.each(rows.map((row, index) => ({ ...row, prefix: `${index}:` })))('$name', async ({ steps, people, prefix }) => {
    for (const step of steps) expect(await send(connect, prefix, step)).toEqual(success);
    for (const { ids, ...rest } of people) {
      for (const id of ids) {
        const person = await connect.person(prefix + id);
        expect(person).toMatchObject({ user_id: prefix + ids[0], ...rest });
        expect(new Set(person.ids as string[])).toEqual(new Set(ids.map((known) => prefix + known)));
      }
    }
  });

  test('tokens and what was unsubscribed move over', async () => {
    await connect.post('/v2/identify', { user_id: 'anon', apns: ['old phone'], fcm: ['android'] });
    await connect.post('/v2/fcm/disable', { user_id: 'anon', all: true });
    await connect.post('/v2/unsubscribe/campaigns', { user_id: 'anon', campaign_ids: ['spring', 'both'] });
    await connect.post('/v2/unsubscribe/all', { user_id: 'anon' });
    await connect.post('/v2/identify', { user_id: 'user', apns: ['new phone'] });
    await connect.post('/v2/unsubscribe/campaigns', { user_id: 'user', campaign_ids: ['autumn', 'both'] });
    await connect.post('/v2/identify', { user_id: 'user', previous_id: 'anon' });
    expect(await connect.person('user')).toMatchObject({
      apns: ['old phone', 'new phone'],
      fcm: [],
      tokens: [
        { platform: 'android', token: 'android', active: false },
        { platform: 'apns', token: 'old phone', active: true },
        { platform: 'apns', token: 'new phone', active: true },
      ],
      unsubscribed: true,
      unsubscribed_campaigns: ['autumn', 'both', 'spring'],
    });
  });

  test('the log keeps each call under the id that it came with', async () => {
    const before = (await connect.calls()).at(-1)!.seq;
    for (const step of [
      ['a', 'E'],
      ['b', '<-', 'a'],
      ['a', 'E'],
    ] as Step[])
      await send(connect, 'log:', step);
    const ids = (await connect.calls(before)).map((call) => [call.kind, call.user_id]);
    expect(ids).toEqual([
      ['track', 'log:a'],
      ['identify', 'log:b'],
      ['track', 'log:a'],
    ]);
  });

  test('an id that a thousand users are joined with stays quick to join', async () => {
    const users = Array.from({ length: 1000 }, (_, index) => ({
      user_id: `thousand-${index}`,
      previous_id: 'everybody',
    }));
    for (let start = 0; start < users.length; start += 100) {
      expect(await connect.post('/v2/identify/batch', users.slice(start, start + 100))).toEqual(success);
    }
    const person = await connect.person('everybody');
    expect(person).toMatchObject({ user_id: 'thousand-999' });
    expect(person.ids).toHaveLength(1001);
  });
});

function send(connect: Started, prefix: string, step: Step) {
  if (!Array.isArray(step)) {
    const user = step as { user_id: string; previous_id?: string };
    const previous = user.previous_id === undefined ? {} : { previous_id: prefix + user.previous_id };
    return connect.post('/v2/identify', { ...user, user_id: prefix + user.user_id, ...previous });
  }
  const [id, word, previous] = step as string[];
  if (word === '<-') return connect.post('/v2/identify', { user_id: prefix + id, previous_id: `${prefix}${previous}` });
  return connect.post('/v2/track', { user_id: prefix + id, event: word });
}
