import { describe, expect, test } from 'vitest';
import { pathKinds, readBody } from '../src/index.ts';

const call = { type: 'track', userId: 'u', event: 'Signed Up' };

describe('the body of a request', () => {
  test('of a single path is one call, whose type the path tells', () => {
    expect(readBody(call, 'track')).toEqual({ calls: [call], surplus: [], type: 'track' });
  });

  test('of a batch is many, and what holds for all of them', () => {
    const body = {
      batch: [call, 'rubbish'],
      sentAt: 's',
      context: { a: 1 },
      integrations: { All: true },
      writeKey: 'K',
    };
    expect(readBody(body, 'batch')).toEqual({
      calls: [call, 'rubbish'],
      surplus: [],
      batch: { sentAt: 's', context: { a: 1 }, integrations: { All: true } },
      writeKey: 'K',
    });
  });

  test('may be a batch on a single path', () => {
    const { calls, type } = readBody({ batch: [call] }, 'track');
    expect(calls).toEqual([call]);
    expect(type).toBeUndefined();
  });

  test('has its write key on the body, else on a call', () => {
    expect(readBody({ ...call, writeKey: 'K' }, 'track').writeKey).toBe('K');
    expect(readBody({ batch: [call, { ...call, writeKey: 'K2' }] }, 'batch').writeKey).toBe('K2');
    expect(readBody({ batch: [{ ...call, writeKey: 'K2' }], writeKey: 'K1' }, 'batch').writeKey).toBe('K1');
    expect(readBody({ batch: [{ ...call, writeKey: 7 }], writeKey: '' }, 'batch').writeKey).toBeUndefined();
  });

  test.each([
    [{ batch: [] }, 'empty_batch'],
    [{ batch: null }, 'empty_batch'],
    [{}, 'empty_batch'],
    [{ batch: 'x' }, 'batch_not_list'],
    [{ batch: { 0: {} } }, 'batch_not_list'],
    [[call], 'call_not_object'],
    [null, 'call_not_object'],
    ['x', 'call_not_object'],
  ])('%j as a batch holds no calls', (body, code) => {
    const { calls, failure } = readBody(body, 'batch');
    expect(calls).toEqual([]);
    expect(failure?.code).toBe(code);
  });

  test('holds 2,500 calls; those behind are told apart', () => {
    const batch = Array.from({ length: 2502 }, (_, index) => ({ ...call, messageId: `m${index}` }));
    const { calls, surplus } = readBody({ batch }, 'batch');
    expect(calls).toHaveLength(2500);
    expect(surplus).toEqual(batch.slice(2500));
    expect(readBody({ batch: batch.slice(0, 2500) }, 'batch').surplus).toEqual([]);
  });
});

test('the short paths say what the long ones say', () => {
  const { i, t, p, s, g, a, b } = pathKinds;
  expect([i, t, p, s, g, a, b, pathKinds.import]).toEqual([
    'identify',
    'track',
    'page',
    'screen',
    'group',
    'alias',
    'batch',
    'batch',
  ]);
});
