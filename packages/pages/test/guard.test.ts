import { expect, test } from 'vitest';
import { isToLoopback, senderOf } from '../src/index.ts';

test.each([
  ['127.0.0.1:4001', true],
  ['localhost', true],
  ['shop.localhost:80', true],
  ['[::1]:4001', true],
  ['evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['', false],
])('a request to %s is to this machine by its own name: %s', (host, expected) => {
  expect(isToLoopback({ host })).toBe(expected);
});

const host = '127.0.0.1:4001';

test.each([
  ['a form of our own page', { host, 'sec-fetch-site': 'same-origin', origin: `http://${host}` }, 'own'],
  ['our own page in a browser without Fetch Metadata', { host, origin: `http://${host}` }, 'own'],
  ['a page of another site', { host, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 'other'],
  ['another site in a browser without Fetch Metadata', { host, origin: 'https://evil.example' }, 'other'],
  ['another port of this machine', { host, 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:9' }, 'other'],
  ['a page that hides its origin', { host, origin: 'null' }, 'other'],
  ['a program', { host }, 'untold'],
] as const)('%s', (_, headers, sender) => {
  expect(senderOf(headers)).toBe(sender);
});
