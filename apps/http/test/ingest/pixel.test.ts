import { expect, it } from 'vitest';
import { gif, pixelBody } from '../../src/ingest/pixel.ts';

const call = (query: string) => JSON.parse(pixelBody(query).toString('utf8')) as unknown;
const opened = { writeKey: 'k', userId: 'user_123', event: 'Email Opened', properties: { subject: 'Daily?>' } };
const base64 = Buffer.from(JSON.stringify(opened)).toString('base64');

it.each([
  ['base64', encodeURIComponent(base64)],
  ['base64 that nobody escaped', base64],
  ['base64 for addresses, without its end', Buffer.from(JSON.stringify(opened)).toString('base64url')],
])('a call in data as %s is read', (_, data) => {
  expect(call(`data=${data}`)).toEqual(opened);
});

it('parameters are fields, and dots lead inside', () => {
  expect(call('userId=user_123&properties.subject=The%20Daily&properties.list.name=a+b&writeKey=k')).toEqual({
    userId: 'user_123',
    properties: { subject: 'The Daily', list: { name: 'a b' } },
    writeKey: 'k',
  });
});

it('names that mean something in JavaScript are names like any other', () => {
  const body = pixelBody('__proto__.polluted=1&constructor.prototype.polluted=1&a=1&a.b=2&a=3').toString();
  expect(body).toBe('{"__proto__":{"polluted":"1"},"constructor":{"prototype":{"polluted":"1"}},"a":"1"}');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

it('a name of very many dots is left whole', () => {
  const name = Array.from({ length: 5000 }, () => 'a').join('.');
  expect(call(`${name}=1`)).toEqual({ [name]: '1' });
});

it('the picture is a GIF of one point', () => {
  expect(gif.subarray(0, 10).toString('latin1')).toBe('GIF89a\x01\x00\x01\x00');
});
