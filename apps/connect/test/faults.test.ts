import { afterEach, expect, test, vi } from 'vitest';
import { toFault } from '../src/http/faults.ts';
import { Refusal } from '../src/http/refusal.ts';

afterEach(() => vi.restoreAllMocks());

const rows: [name: string, error: object, status: number, message: string, isLogged: boolean][] = [
  ['a refusal', new Refusal(401, 'No key'), 401, 'No key', false],
  ['what Fastify refuses', { statusCode: 400, message: 'Request aborted' }, 400, 'Request aborted', false],
  ['a body too large', { statusCode: 413, message: '' }, 413, 'The body is larger than 8 MB', false],
  ['a full disk', { errcode: 13, message: 'disk is full' }, 503, 'The call could not be stored', true],
  ['a failed sync', { errcode: 1034, message: 'disk I/O error' }, 503, 'The call could not be stored', true],
  ['a fault of ours in SQL', { errcode: 2067, message: 'UNIQUE: secret' }, 500, 'Connect failed on this call', true],
  ['a fault of ours elsewhere', { message: 'secret' }, 500, 'Connect failed on this call', true],
];

test.each(rows)('%s', (_name, error, status, message, isLogged) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const thrown = error instanceof Error ? error : Object.assign(new Error(), error);
  expect(toFault(thrown)).toEqual({ status, message });
  expect(log.mock.calls).toEqual(isLogged ? [[thrown]] : []);
});
