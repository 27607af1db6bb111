import { describe, expect, test } from 'vitest';
import { joinedKeyOf, laneKeyOf } from '../src/deliver/lane-key.ts';
import { deliveryIdOf, namespaceOf, uuidv5 } from '../src/index.ts';

describe('delivery ids', () => {
  test('are UUIDs of version 5, as RFC 9562 shows them', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidv5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('stay what they are: a page and a server must agree on them', () => {
    const connect = namespaceOf('connect');
    expect(deliveryIdOf('m1', 0, connect)).toBe(
      uuidv5('m1', uuidv5('crosswalk:connect', '6ba7b811-9dad-11d1-80b4-00c04fd430c8')),
    );
    expect(deliveryIdOf('m1', 1, connect)).toBe(uuidv5('m1/1', connect));
    expect(namespaceOf('other')).not.toBe(connect);
  });
});

describe('whose call it is', () => {
  test.each([
    [{ type: 'track', userId: 'u', anonymousId: 'a' }, 'u', undefined],
    [{ type: 'track', anonymousId: 'a' }, 'a', undefined],
    [{ type: 'track', userId: 1 }, '1', undefined],
    [{ type: 'track', userId: 0 }, '0', undefined],
    [{ type: 'track', userId: 'u', previousId: 'x', from: 'y' }, 'u', undefined],
    [{ type: 'alias', userId: 'u', previousId: 'p', anonymousId: 'a' }, 'u', 'p'],
    [{ type: 'alias', userId: 'u', anonymousId: 'a' }, 'u', 'a'],
    [{ type: 'alias', from: 'p', to: 'u' }, 'u', 'p'],
    [{ type: 'alias', userId: 1, previousId: '1' }, '1', undefined],
    [{ type: 'alias', anonymousId: 'a' }, 'a', undefined],
    [{ type: 'track', messageId: 'm' }, 'messageId:m', undefined],
  ])('%j', (call, own, joined) => {
    expect([laneKeyOf(call), joinedKeyOf(call)]).toEqual([own, joined]);
  });
});
