import { afterEach, expect, it, vi } from 'vitest';
import { Keyring } from '../../src/ingest/keyring.ts';
import { sourceOf } from '../sources.ts';

afterEach(() => vi.restoreAllMocks());

const keyring = new Keyring([
  sourceOf('website', { retiredKeys: ['old-key'], callsPerSecond: 5 }),
  sourceOf('app', { enabled: false }),
]);

it('a key opens its source; a retired one, or that of a source that is switched off, says why nothing is delivered', () => {
  expect(keyring.find('website-key')).toEqual({ source: expect.objectContaining({ name: 'website' }) });
  expect(keyring.find('old-key')?.skip).toEqual({ code: 'source_disabled', reason: 'The write key is retired' });
  expect(keyring.find('app-key')?.skip).toEqual({ code: 'source_disabled', reason: 'The source is not enabled' });
  for (const key of ['nobody', '', undefined, '__proto__']) expect(keyring.find(key)).toBeUndefined();
  expect([keyring.limitOf('website'), keyring.limitOf('app')]).toEqual([5, undefined]);
});

it('a guess is never held against a key itself, only its hash against hashes', () => {
  const asked = vi.spyOn(Map.prototype, 'get');
  const guesses = ['website-key', 'website-kez', 'w', 'x'.repeat(5000)];
  for (const guess of guesses) keyring.find(guess);
  const looked = asked.mock.calls.map(([key]) => String(key));
  expect(looked).toHaveLength(guesses.length);
  expect(new Set(looked.map(({ length }) => length)).size).toBe(1);
  for (const guess of guesses) expect(looked).not.toContain(guess);
});
