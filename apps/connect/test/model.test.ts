import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Started, startedConnect, success } from './started-connect.ts';

/** What Connect should know, told in the plainest way: people in a list, each with all its ids. */
class Model {
  readonly people: ModelPerson[] = [];

  apply({ path, items }: ModelCall): void {
    for (const item of items) {
      const person = this.identify(path === 'track' ? { user_id: item.user_id, ...item.user } : item);
      if (path === 'track') person.events.push(item.event!);
    }
  }

  private identify(user: ModelUser): ModelPerson {
    const person = this.find(user.user_id) ?? this.create(user.user_id);
    if (user.previous_id !== undefined) this.join(person, user.previous_id);
    for (const field of ['first_name', 'email'] as const) {
      if (user[field] !== undefined) person[field] = user[field];
    }
    for (const [key, value] of Object.entries(user.attributes ?? {})) {
      if (value === null) delete person.attributes[key];
      else person.attributes[key] = value;
    }
    if (user.apns !== undefined) {
      for (const other of this.people) other.apns = other.apns.filter((token) => !user.apns!.includes(token));
      person.apns = [...new Set(user.apns)];
    }
    return person;
  }

  private join(person: ModelPerson, previousId: string): void {
    const previous = this.find(previousId);
    if (previous === person) return;
    person.ids.push(...(previous?.ids ?? [previousId]));
    if (!previous) return;
    this.people.splice(this.people.indexOf(previous), 1);
    person.first_name ??= previous.first_name;
    person.email ??= previous.email;
    person.attributes = { ...previous.attributes, ...person.attributes };
    person.apns.push(...previous.apns);
    person.events.push(...previous.events);
  }

  private find(id: string): ModelPerson | undefined {
    return this.people.find((person) => person.ids.includes(id));
  }

  private create(id: string): ModelPerson {
    const person = { ids: [id], first_name: null, email: null, attributes: {}, apns: [], events: [] };
    this.people.push(person);
    return person;
  }
}

interface ModelPerson {
  /** The one it goes by first. */
  ids: string[];
  first_name: string | null;
  email: string | null;
  attributes: Record<string, unknown>;
  apns: string[];
  events: string[];
}

interface ModelUser {
  readonly user_id: string;
  readonly previous_id?: string;
  readonly first_name?: string | null;
  readonly email?: string | null;
  readonly attributes?: Record<string, unknown>;
  readonly apns?: string[];
}

interface ModelCall {
  readonly path: 'identify' | 'track';
  readonly items: readonly (ModelUser & { readonly event?: string; readonly user?: Omit<ModelUser, 'user_id'> })[];
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const field = fc.option(fc.constantFrom('Ann', 'Bob', ''), { nil: null });
const value = fc.oneof(fc.constantFrom(null, 0, false, 'x'), fc.array(fc.integer(), { maxLength: 2 }));
const said = {
  previous_id: id,
  first_name: field,
  email: field,
  attributes: fc.dictionary(fc.constantFrom('p', 'q', 'constructor'), value, { maxKeys: 3 }),
  apns: fc.array(fc.constantFrom('t1', 't2', 't3'), { maxLength: 2 }),
};
const user = fc.record({ user_id: id, ...said }, { requiredKeys: ['user_id'] });
const event = fc.record(
  { user_id: id, event: fc.constantFrom('E', 'F'), user: fc.record(said, { requiredKeys: [] }) },
  { requiredKeys: ['user_id', 'event'] },
);
const call: fc.Arbitrary<ModelCall> = fc.oneof(
  fc.record({ path: fc.constant('identify' as const), items: fc.array(user, { minLength: 1, maxLength: 4 }) }),
  fc.record({ path: fc.constant('track' as const), items: fc.array(event, { minLength: 1, maxLength: 4 }) }),
);

let connect: Started;
beforeAll(async () => {
  connect = await startedConnect();
});
afterAll(() => connect.close());

test('any sequence of identify, alias and track leaves the people that the model has', async () => {
  let run = 0;
  const property = fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
    // Each run has ids and tokens of its own, so that one Connect serves all.
    run += 1;
    const own = (text: string) => `${run}:${text}`;
    const model = new Model();
    for (const each of calls.map((given) => renamed(given, own))) {
      model.apply(each);
      const [path, body] = each.items.length === 1 ? ['', each.items[0]] : ['/batch', each.items];
      expect(await connect.post(`/v2/${each.path}${path}`, body)).toEqual(success);
    }
    for (const { ids, apns, events, ...rest } of model.people) {
      const person = await connect.person(ids.at(-1)!);
      expect(person).toMatchObject({
        user_id: ids[0],
        first_name: rest.first_name,
        email: rest.email,
        events: events.length,
      });
      expect(person.attributes).toEqual(rest.attributes);
      expect([...(person.ids as string[])].sort()).toEqual([...ids].sort());
      expect([...(person.apns as string[])].sort()).toEqual([...apns].sort());
    }
  });
  await fc.assert(property, { numRuns: 150 });
});

function renamed({ path, items }: ModelCall, own: (text: string) => string): ModelCall {
  const rename = <Said extends Omit<ModelUser, 'user_id'>>(user: Said): Said => ({
    ...user,
    ...(user.previous_id !== undefined && { previous_id: own(user.previous_id) }),
    ...(user.apns !== undefined && { apns: user.apns.map(own) }),
  });
  const rest = (item: ModelCall['items'][number]) => item.user !== undefined && { user: rename(item.user) };
  return { path, items: items.map((item) => ({ ...rename(item), user_id: own(item.user_id), ...rest(item) })) };
}
