import { describe, expect, test } from 'vitest';
import { nested, take, verdict } from './calls.ts';

/** Each: what a client sends, and the public code it fails with. */
const cases: [string, unknown, string][] = [
  ['a track of nobody', { type: 'track', event: 'Signed Up' }, 'no_user_anon_id'],
  [
    'a track whose ids are null and empty',
    { type: 'track', event: 'x', userId: null, anonymousId: '' },
    'no_user_anon_id',
  ],
  ['a track whose id is blank', { type: 'track', event: 'x', userId: '  ' }, 'no_user_anon_id'],
  ['a call of unknown type of nobody', { type: 'poke' }, 'no_user_anon_id'],
  ['a group of nobody', { type: 'group', groupId: 'initech' }, 'no_user_anon_id'],
  ['an alias of nobody', { type: 'alias' }, 'no_user_anon_id'],
  ['an alias that tells only what to join', { type: 'alias', from: 'anon' }, 'no_user_anon_id'],
  ['an alias by from and to', { type: 'alias', from: 'anon', to: 'peter' }, 'taken'],
  ['an alias by previousId and userId', { type: 'alias', previousId: 'anon', userId: 'peter' }, 'taken'],
  ['an alias of an anonymous id alone, left to the mapping', { type: 'alias', anonymousId: 'anon' }, 'taken'],
  ['from and to on a track are no ids', { type: 'track', event: 'Moved', from: 'Graz', to: 'Wien' }, 'no_user_anon_id'],
  [
    'from and to on a track may be anything',
    { type: 'track', event: 'Moved', userId: 1, from: ['Graz'], to: {} },
    'taken',
  ],
  ['a number as id', { type: 'identify', userId: 42 }, 'taken'],
  ['zero as id', { type: 'identify', userId: 0 }, 'taken'],
  ['an anonymous identify', { type: 'identify', anonymousId: 'a' }, 'taken'],
  ['true as id', { type: 'identify', userId: true }, 'id_not_string'],
  ['an object as id', { type: 'identify', userId: { id: 1 } }, 'id_not_string'],
  ['a list as anonymousId', { type: 'identify', userId: 'u', anonymousId: ['a'] }, 'id_not_string'],
  ['an object as groupId', { type: 'group', userId: 'u', groupId: {} }, 'id_not_string'],
  ['a list as previousId', { type: 'alias', userId: 'u', previousId: [] }, 'id_not_string'],
  ['a list as from of an alias', { type: 'alias', from: [], to: 'u' }, 'id_not_string'],
  ['a track without event', { type: 'track', userId: 'u' }, 'event_not_defined'],
  ['a track with event null', { type: 'track', userId: 'u', event: null }, 'event_not_defined'],
  ['a track with an empty event', { type: 'track', userId: 'u', event: '' }, 'event_not_defined'],
  ['a track whose event is a number', { type: 'track', userId: 'u', event: 7 }, 'event_not_string'],
  ['a track whose event is an object', { type: 'track', userId: 'u', event: {} }, 'event_not_string'],
  [
    'an identify whose event is null, as Rudder sends it',
    { type: 'identify', userId: 'u', event: null, properties: null },
    'taken',
  ],
  [
    'a track whose properties are text',
    { type: 'track', userId: 'u', event: 'x', properties: 'a=1' },
    'properties_not_object',
  ],
  ['a page whose properties are a list', { type: 'page', userId: 'u', properties: [] }, 'properties_not_object'],
  ['a screen whose properties are a number', { type: 'screen', userId: 'u', properties: 1 }, 'properties_not_object'],
  ['a track whose properties are null', { type: 'track', userId: 'u', event: 'x', properties: null }, 'taken'],
  ['an identify whose properties are a list', { type: 'identify', userId: 'u', properties: [] }, 'taken'],
  ['an identify whose traits are text', { type: 'identify', userId: 'u', traits: 'tall' }, 'traits_not_object'],
  ['an identify whose traits are a list', { type: 'identify', userId: 'u', traits: [] }, 'traits_not_object'],
  ['a group whose traits are true', { type: 'group', userId: 'u', groupId: 'g', traits: true }, 'traits_not_object'],
  ['a group without groupId, left to the mapping', { type: 'group', userId: 'u' }, 'taken'],
  ['a track whose traits are text', { type: 'track', userId: 'u', event: 'x', traits: 'tall' }, 'taken'],
  ['a page whose name is a number', { type: 'page', userId: 'u', name: 404 }, 'name_not_string'],
  ['a screen whose name is an object', { type: 'screen', userId: 'u', name: {} }, 'name_not_string'],
  ['a page whose name is empty', { type: 'page', userId: 'u', name: '' }, 'taken'],
  ['a page whose properties.name is a number', { type: 'page', userId: 'u', properties: { name: 404 } }, 'taken'],
  ['a track whose name is a number', { type: 'track', userId: 'u', event: 'x', name: 404 }, 'taken'],
  ['a page whose category is a list', { type: 'page', userId: 'u', category: ['Docs'] }, 'category_not_string'],
  ['an unknown type', { type: 'poke', userId: 'u' }, 'taken'],
  ['no type at all', { userId: 'u' }, 'taken'],
  ['a type that is a number', { type: 1, userId: 'u' }, 'taken'],
  ['a messageId of 100 characters', { type: 'identify', userId: 'u', messageId: 'm'.repeat(100) }, 'taken'],
  [
    'a messageId of 101 characters',
    { type: 'identify', userId: 'u', messageId: 'm'.repeat(101) },
    'message_id_too_long',
  ],
  ['a messageId that is an object', { type: 'identify', userId: 'u', messageId: {} }, 'message_id_not_string'],
  ['an object 64 deep', { type: 'identify', userId: 'u', traits: nested(63) }, 'taken'],
  ['an object 65 deep', { type: 'identify', userId: 'u', traits: nested(64) }, 'call_too_deep'],
  [
    'lists 10,000 deep',
    { type: 'identify', userId: 'u', a: JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)) },
    'call_too_deep',
  ],
  ['a text', 'track', 'call_not_object'],
  ['null', null, 'call_not_object'],
  ['a list', [], 'call_not_object'],
  ['nothing', undefined, 'call_not_object'],
];

describe('what fails on ingest, and with which code', () => {
  test.each(cases)('%s', (_name, sent, code) => {
    expect(verdict(sent)).toBe(code);
  });

  test('a call of 32 KB is taken, one byte more is too large', () => {
    const sent = { type: 'identify', userId: 'u' };
    expect(verdict(sent, { bytes: 32 * 1024 })).toBe('taken');
    expect(verdict(sent, { bytes: 32 * 1024 + 1 })).toBe('call_too_large');
  });

  test('the path tells the type of a call that does not', () => {
    expect(verdict({ userId: 'u' }, { type: 'track' })).toBe('event_not_defined');
    expect(verdict({ userId: 'u', type: 'identify' }, { type: 'track' })).toBe('taken');
  });

  test('what failed can be found again by its messageId and type', () => {
    expect(take({ type: 'track', messageId: 'm1', userId: 'u' }).failure).toEqual({
      code: 'event_not_defined',
      message: 'A track call has no event name',
      messageId: 'm1',
      type: 'track',
    });
  });

  test('messages hold no values of people', () => {
    const { failure } = take({ type: 'identify', userId: ['peter@initech.com'] });
    expect(failure?.message).toBe('An id is neither text nor a number: userId');
  });
});
