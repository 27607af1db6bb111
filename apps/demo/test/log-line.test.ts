import { expect, test } from 'vitest';
import { readable } from '../src/log-line.ts';

test.each([
  [
    '{"level":30,"time":1,"pid":2,"hostname":"h","msg":"a new configuration is in force"}',
    'a new configuration is in force',
  ],
  ['{"level":40,"msg":"this takes a restart","changed":["listen"]}', 'this takes a restart, changed: ["listen"]'],
  ['{"level":50,"codes":["M203"],"frames":"error[M203]: no","msg":"it stays"}', '\nerror[M203]: no\n\nit stays'],
  ['not JSON', 'not JSON'],
  ['{"half": ', '{"half": '],
])('%s', (line, shown) => {
  expect(readable(line)).toBe(shown);
});
