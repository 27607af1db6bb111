import { deliveryIdOf, namespaceOf } from '@crosswalk/delivery';
import { expect, test } from 'vitest';
import type { Mapping } from '../src/mapping.ts';
import type { Item } from '../src/queue/item.ts';
import { batching } from '../src/send/batch.ts';
import { deliveryIds, randomId } from '../src/send/delivery-id.ts';
import { waitBefore } from '../src/send/wait.ts';

/* What needs no browser. */

test('the id of a call that is sent alone is the one that the server gives it, whatever its messageId is', () => {
  const ids = deliveryIds('connect');
  const namespace = namespaceOf('connect');
  // Every length up to three blocks of SHA-1, in letters of one to four bytes.
  for (let length = 0; length < 150; length++) {
    const messageId = Array.from({ length }, (_, index) => ['a', 'ß', '€', '𝄞'][index % 4]).join('');
    expect(ids(messageId, length % 3)).toBe(deliveryIdOf(messageId, length % 3, namespace));
  }
});

test('a random id is a UUID of version 4', () => {
  const ids = Array.from({ length: 200 }, randomId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(200);
});

test.each([
  ['2', 2000],
  ['0', 0],
  ['7200', 3_600_000],
  ['Thu, 01 Jan 1970 00:00:09 GMT', 4000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
])('Retry-After: %s', (asked, ms) => {
  expect(waitBefore(1, { status: 429, headers: { 'retry-after': asked } }, 5000)).toBe(ms);
});

test('without Retry-After waits grow to a minute, and no two are alike', () => {
  const waits = (tries: number) => Array.from({ length: 50 }, () => waitBefore(tries, { error: 'network' }, 0));
  for (const [tries, most] of [
    [1, 1000],
    [4, 8000],
    [40, 60_000],
  ] as const) {
    expect(Math.max(...waits(tries))).toBeLessThanOrEqual(most);
    expect(new Set(waits(tries)).size).toBeGreaterThan(1);
  }
});

const mapping = { operations: { track: { most: 3 }, identify: { most: 3 } } } as unknown as Mapping;
const { seal, halve, closing } = batching(mapping, 'tab-a');
const call = (name: string, more: Partial<Item> = {}): Item => ({
  key: `${name} tab-a`,
  operation: 'track',
  body: { event: name },
  own: `own of ${name}`,
  at: Date.now(),
  ...more,
});
const names = (group: readonly Item[]) => group.map(({ key }) => key.split(' ')[0]);

test('neighbours of one operation go together, as many as the operation takes', () => {
  const group = seal([call('1'), call('2'), call('3'), call('4')]);
  expect(names(group)).toEqual(['1', '2', '3']);
  expect(new Set(group.map(({ id }) => id)).size).toBe(1);
  expect(names(seal([call('1'), call('2', { operation: 'identify' }), call('3')]))).toEqual(['1']);
});

test('a batch fits into what a browser lets a closing page send', () => {
  const large = { event: 'x'.repeat(40_000) };
  expect(names(seal([call('1', { body: large }), call('2', { body: large })]))).toEqual(['1']);
});

test('what goes alone has its own id, and so has a young call of another tab', () => {
  expect(seal([call('1')])[0]!.id).toBe('own of 1');
  const elsewhere = { key: '1 tab-b' };
  expect(seal([call('1', elsewhere), call('2')])).toMatchObject([{ id: 'own of 1' }]);
  expect(names(seal([call('1', { ...elsewhere, at: Date.now() - 6000 }), call('2')]))).toEqual(['1', '2']);
});

test('a batch that is sent again is whole, even when another tab kept a call between', () => {
  const again = seal([call('1', { id: 'x' }), call('2', { key: '2 tab-b' }), call('3', { id: 'x' }), call('4')]);
  expect(names(again)).toEqual(['1', '3']);
  expect(again.every(({ id }) => id === 'x')).toBe(true);
});

test('a batch that is refused becomes two with ids of their own', () => {
  const ids = halve([call('1'), call('2'), call('3')]).map(({ id }) => id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[1]);
});

test('a page that goes away sends a batch when it is the one that sends, else a call that no other puts into a batch yet', () => {
  expect(names(closing([call('1'), call('2')], true))).toEqual(['1', '2']);
  expect(names(closing([call('1'), call('2')], false))).toEqual(['1']);
  expect(closing([call('1', { at: Date.now() - 3000 })], false)).toEqual([]);
});
