import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startedConnect, success } from './started-connect.ts';

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

interface Row {
  readonly name: string;
  /** Bodies of identify, one after the other; `user_id` is filled in. */
  readonly calls: readonly object[];
  /** What the person shows then. */
  readonly person: object;
}

const merges: Row[] = [
  {
    name: 'a first identify is kept as it is',
    calls: [{ first_name: 'Michael', last_name: 'Bolton', email: 'm@initech.com', phone_number: '1', timezone: 'UTC' }],
    person: { first_name: 'Michael', last_name: 'Bolton', email: 'm@initech.com', phone_number: '1', timezone: 'UTC' },
  },
  {
    name: 'a given field replaces, an absent one stays',
    calls: [{ first_name: 'Michael', email: 'old@initech.com' }, { email: 'new@initech.com' }],
    person: { first_name: 'Michael', email: 'new@initech.com' },
  },
  {
    name: 'a null field clears',
    calls: [
      { first_name: 'Michael', email: 'm@initech.com', group_id: 'g' },
      { email: null, group_id: null },
    ],
    person: { first_name: 'Michael', email: null, group_id: null },
  },
  {
    name: 'attributes merge key by key',
    calls: [{ attributes: { plan: 'Startup', seats: 3 } }, { attributes: { seats: 5, city: 'Austin' } }],
    person: { attributes: { plan: 'Startup', seats: 5, city: 'Austin' } },
  },
  {
    name: 'a null attribute is taken out, false and zero and empty text stay',
    calls: [{ attributes: { a: 1, b: 2 } }, { attributes: { a: null, b: false, c: 0, d: '' } }],
    person: { attributes: { b: false, c: 0, d: '' } },
  },
  {
    name: 'a nested attribute replaces as a whole, nulls inside it stay',
    calls: [{ attributes: { address: { city: 'Austin', zip: '73301' } } }, { attributes: { address: { city: null } } }],
    person: { attributes: { address: { city: null } } },
  },
  {
    name: 'null attributes take all out',
    calls: [{ attributes: { a: 1 } }, { attributes: null }],
    person: { attributes: {} },
  },
  {
    name: 'an attribute called constructor is one like any other',
    calls: [{ attributes: { constructor: 1, toString: 2 } }, { attributes: { toString: null } }],
    person: { attributes: { constructor: 1 } },
  },
  {
    name: 'group attributes are inherited, own ones win',
    calls: [{ group_id: 'initech', group_attributes: { plan: 'Big', seats: 9 }, attributes: { plan: 'Own' } }],
    person: { group_id: 'initech', attributes: { plan: 'Own' }, group_attributes: { plan: 'Big', seats: 9 } },
  },
  {
    name: 'group attributes without a group_id go to the group the user is in',
    calls: [{ group_id: 'umbrella', group_attributes: { a: 1, b: 2 } }, { group_attributes: { a: null, c: 3 } }],
    person: { group_id: 'umbrella', group_attributes: { b: 2, c: 3 } },
  },
  {
    name: 'a numeric group is the same as its text',
    calls: [{ group_id: 7, group_attributes: { a: 1 } }, { group_id: '7' }],
    person: { group_id: '7', group_attributes: { a: 1 } },
  },
  {
    name: 'a list of tokens replaces the former ones of its platform',
    calls: [{ apns: ['a', 'b'], fcm: ['x'] }, { apns: ['b', 'c'] }],
    person: { apns: ['b', 'c'], fcm: ['x'], gcm: ['x'] },
  },
  {
    name: 'gcm and fcm are one set',
    calls: [{ gcm: ['g'], fcm: ['f', 'g'] }],
    person: { fcm: ['f', 'g'], gcm: ['f', 'g'] },
  },
  { name: 'an empty list erases tokens', calls: [{ apns: ['d'] }, { apns: [] }], person: { apns: [] } },
  { name: 'null tokens are cleared', calls: [{ gcm: ['e'] }, { fcm: null }], person: { fcm: [], tokens: [] } },
];

describe('identify', () => {
  test.each(merges.map((row, index) => ({ ...row, id: `user-${index}` })))('$name', async ({ calls, person, id }) => {
    for (const call of calls) expect(await connect.post('/v2/identify', { user_id: id, ...call })).toEqual(success);
    expect(await connect.person(id)).toMatchObject({ user_id: id, ...person });
    expect((await connect.person(id)).attributes).toEqual((person as { attributes?: object }).attributes ?? {});
  });

  test('a batch is applied in its order', async () => {
    const steps = [1, 2, null, 4].map((step) => ({ user_id: 'batch', attributes: { step, [`was_${step}`]: true } }));
    expect(await connect.post('/v2/identify/batch', steps)).toEqual(success);
    const attributes = { step: 4, was_1: true, was_2: true, was_null: true, was_4: true };
    expect(await connect.person('batch')).toMatchObject({ attributes });
  });

  test('1 and "1" are one user', async () => {
    await connect.post('/v2/identify', { user_id: 1, first_name: 'One' });
    await connect.post('/v2/identify', { user_id: '1', last_name: 'Two' });
    expect(await connect.person('1')).toMatchObject({ user_id: '1', first_name: 'One', last_name: 'Two' });
  });

  test('an attribute called __proto__ stays an own key and touches no prototype', async () => {
    await connect.post('/v2/identify', '{"user_id":"proto","attributes":{"__proto__":{"polluted":true}}}');
    await connect.post('/v2/identify', '{"user_id":"proto","attributes":{"a":1}}');
    const text = await (await connect.read('/api/people/proto')).text();
    expect(text).toContain('"attributes":{"__proto__":{"polluted":true},"a":1}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('ids of any characters are told apart', async () => {
    const ids = ['a/b', 'a%2Fb', 'ü ö', '🦊', "'; DROP TABLE people; --", 'a\0b', 'a\0c', 'A', 'a', 'x'.repeat(3000)];
    for (const [index, id] of ids.entries()) {
      await connect.post('/v2/identify', { user_id: id, attributes: { index } });
    }
    for (const [index, id] of ids.entries()) {
      expect(await connect.person(id)).toMatchObject({ user_id: id, attributes: { index } });
    }
  });

  test('all members see what their group gets', async () => {
    await connect.post('/v2/identify', { user_id: 'member-1', group_id: 'acme', group_attributes: { plan: 'Free' } });
    await connect.post('/v2/identify', { user_id: 'member-2', group_id: 'acme', group_attributes: { plan: 'Paid' } });
    expect(await connect.person('member-1')).toMatchObject({ group_attributes: { plan: 'Paid' } });
  });

  test('a token that moves to another user leaves the first', async () => {
    await connect.post('/v2/identify', { user_id: 'first', apns: ['phone', 'tablet'] });
    await connect.post('/v2/identify', { user_id: 'second', apns: ['phone'] });
    expect(await connect.person('first')).toMatchObject({ apns: ['tablet'] });
    expect(await connect.person('second')).toMatchObject({ apns: ['phone'] });
  });
});
