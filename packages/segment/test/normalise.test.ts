import { describe, expect, test } from 'vitest';
import { receivedAt, take, taken } from './calls.ts';

describe('a call that was taken in', () => {
  test('has what every call has, and all that the client sent', () => {
    const sent = {
      type: 'track',
      messageId: 'm1',
      userId: '019mr8mf4r',
      event: 'Signed Up',
      properties: { plan: 'Startup' },
      _metadata: { nodeVersion: '24' },
      channel: 'server',
    };
    expect(taken(sent)).toEqual({ ...sent, timestamp: receivedAt, receivedAt, context: {}, integrations: {} });
  });

  test('keeps a number as id a number', () => {
    expect(taken({ type: 'identify', userId: 42 }).userId).toBe(42);
  });

  test('has no key for an absent id', () => {
    const sent = { type: 'group', userId: null, anonymousId: 'a', groupId: '', previousId: '  ' };
    expect(Object.keys(taken(sent))).not.toEqual(expect.arrayContaining(['userId']));
    expect(taken(sent)).not.toHaveProperty('groupId');
    expect(taken(sent)).not.toHaveProperty('previousId');
  });

  test('keeps an empty `to` that is no id', () => {
    expect(taken({ type: 'track', userId: 'u', event: 'Moved', to: '' }).to).toBe('');
    expect(taken({ type: 'alias', userId: 'u', to: '' })).not.toHaveProperty('to');
  });

  test('is given a messageId when it has none, null or a blank one', () => {
    for (const messageId of [undefined, null, '', ' ']) {
      expect(taken({ type: 'identify', userId: 'u', messageId }).messageId).toBe('minted-1');
    }
  });

  test('has its own messageId as text, a number too', () => {
    expect(taken({ type: 'identify', userId: 'u', messageId: 17 }).messageId).toBe('17');
  });

  test('does not carry the write key on', () => {
    expect(taken({ type: 'identify', userId: 'u', writeKey: 'KEY' })).not.toHaveProperty('writeKey');
  });

  test('learns its type from the path', () => {
    expect(taken({ userId: 'u' }, { type: 'identify' }).type).toBe('identify');
    expect(taken({ userId: 'u', type: null }, { type: 'identify' }).type).toBe('identify');
    expect(taken({ userId: 'u', type: 'alias' }, { type: 'identify' }).type).toBe('alias');
    expect(taken({ userId: 'u' })).not.toHaveProperty('type');
  });

  test('cannot tell the server when it was received', () => {
    expect(taken({ userId: 'u', receivedAt: '1999-01-01T00:00:00.000Z' }).receivedAt).toBe(receivedAt);
  });

  test('keeps traits called __proto__ and constructor as keys like any other', () => {
    const sent = JSON.parse(
      '{"type":"identify","userId":"u","__proto__":{"a":1},"traits":{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}}',
    );
    const call = taken(sent);
    expect(JSON.stringify(call.traits)).toBe('{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}');
    expect(Object.getPrototypeOf(call)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(call, '__proto__')?.value).toEqual({ a: 1 });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('is not what was sent: that stays as it was', () => {
    const text =
      '{"type":"identify","userId":null,"anonymousId":"a","writeKey":"K","context":{"traits":{"plan":"pro"}},"sentAt":"2026-11-23T14:00:00.000Z","timestamp":"2026-11-23T13:59:00.000Z"}';
    const sent = JSON.parse(text);
    const batch = {
      context: { device: { type: 'ios' } },
      integrations: { All: false },
      sentAt: '2026-11-23T14:00:01.000Z',
    };
    const told = JSON.stringify(batch);
    take(sent, { batch, ip: '203.0.113.7' });
    expect(JSON.stringify(sent)).toBe(text);
    expect(JSON.stringify(batch)).toBe(told);
  });
});

describe('traits that Rudder put into the context', () => {
  const context = { traits: { email: 'peter@initech.com' }, library: { name: 'rudder' } };

  test('become the traits of an identify that has none of its own, and stay in the context', () => {
    for (const traits of [undefined, null]) {
      const call = taken({ type: 'identify', userId: 'u', context, traits });
      expect(call.traits).toEqual({ email: 'peter@initech.com' });
      expect(call.context).toEqual(context);
    }
  });

  test('do not replace traits of its own', () => {
    expect(taken({ type: 'identify', userId: 'u', context, traits: { plan: 'pro' } }).traits).toEqual({ plan: 'pro' });
  });

  test("do not become a group's: they are the user's", () => {
    expect(taken({ type: 'group', userId: 'u', groupId: 'g', context })).not.toHaveProperty('traits');
  });

  test('that are no object are left where they are', () => {
    const call = taken({ type: 'identify', userId: 'u', context: { traits: 'tall' } });
    expect(call).not.toHaveProperty('traits');
    expect(call.context).toEqual({ traits: 'tall' });
  });
});

describe('what a batch says of all its calls', () => {
  const batch = {
    context: { device: { type: 'android', id: 'd1' }, locale: 'de-AT' },
    integrations: { All: false, Connect: true },
  };

  test('holds for a call that says nothing', () => {
    const call = taken({ type: 'identify', userId: 'u' }, { batch });
    expect(call.context).toEqual(batch.context);
    expect(call.integrations).toEqual(batch.integrations);
  });

  test("gives way to the call's own word, key by key", () => {
    const call = taken(
      { type: 'identify', userId: 'u', context: { locale: 'fr' }, integrations: { Connect: false } },
      { batch },
    );
    expect(call.context).toEqual({ device: { type: 'android', id: 'd1' }, locale: 'fr' });
    expect(call.integrations).toEqual({ All: false, Connect: false });
  });

  test("does not make a third device of the batch's type and the call's token", () => {
    const call = taken({ type: 'identify', userId: 'u', context: { device: { token: 'XXXYYYZZZ' } } }, { batch });
    expect((call.context as { device: unknown }).device).toEqual({ token: 'XXXYYYZZZ' });
  });

  test('is nothing when it is no object', () => {
    const call = taken({ type: 'identify', userId: 'u', context: [] }, { batch: { context: 'x', integrations: [] } });
    expect(call.context).toEqual({});
    expect(call.integrations).toEqual({});
  });
});

describe('the address of the sender', () => {
  test('is filled in when the host tells it', () => {
    const call = taken({ type: 'page', anonymousId: 'a', context: { locale: 'de' } }, { ip: '203.0.113.7' });
    expect(call.context).toEqual({ locale: 'de', ip: '203.0.113.7' });
  });

  test('does not replace one that the client told', () => {
    const call = taken({ type: 'page', anonymousId: 'a', context: { ip: '198.51.100.1' } }, { ip: '203.0.113.7' });
    expect(call.context).toEqual({ ip: '198.51.100.1' });
  });
});
