import { gzipSync } from 'node:zlib';
import { limits } from '@crosswalk/segment';
import { mutateJson } from './mutate-json.ts';
import type { Chance } from './random.ts';
import type { Plain } from './seeds.ts';

/** A request as bytes. */
export interface Wire {
  readonly bytes: Buffer;
  readonly method: string;
  /** It is HTTP, and is read to its end: others may follow on its connection, and it gets an answer. */
  readonly isFramed: boolean;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];
const wildPaths = ['/', '//', '/%', '/v1/%zz', '/v1/../v1/t', '/v1/t%2e%2e', '/v1/t/', '*', '/v1/t#x', '/v1;a=b/t'];
const wildParts = ['%00', '%2f', '..', '%c0%af', '?', '&writeKey=', '=', '#', ';', '[]', '%F0%9F%98%80', 'é', ':key'];
// Not among them: `Expect: 100-continue`. Node writes its 100 between head and body of an answer that had to wait for others.
const wildHeaders = [
  ['content-type', 'application/json; charset=utf-16'],
  ['content-type', '\u00ff;;;='],
  ['content-encoding', 'br, gzip'],
  ['content-encoding', 'deflate'],
  ['authorization', 'Basic'],
  ['authorization', 'Basic ====:::'],
  ['authorization', `Basic ${'QUFB'.repeat(900)}`],
  ['authorization', 'Bearer a.b.c'],
  ['origin', 'null'],
  ['origin', '\u00e9'],
  ['access-control-request-headers', 'a, b,\u00e9, "'],
  ['x-forwarded-for', '1.2.3.4, , unknown, ::1'],
  ['x-forwarded-host', 'a"<b, c'],
  ['x-forwarded-proto', 'gopher'],
  ['expect', 'miracle'],
  ['upgrade', 'websocket'],
  ['accept-encoding', 'gzip;q=0, *;q=NaN'],
  ['if-none-match', '*, W/"'],
  ['cookie', 'a=b; c'],
  ['x-retry-count', '-1'],
  ['host', 'a b'],
  ['x-long', 'x'.repeat(17_000)],
] as const;

const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20));

/** Bodies that want more of a server than they cost to send. */
const hostile: readonly (() => Buffer)[] = [
  () => bomb,
  () => Buffer.alloc(3 * 2 ** 20, '['),
  () => Buffer.alloc(5 * 2 ** 20, 'x'),
  () => Buffer.from('['.repeat(20_000) + ']'.repeat(20_000)),
  () => Buffer.from(`{"batch":[${'{"a":['.repeat(5000)}${']}'.repeat(5000)}]}`),
  () => Buffer.from(`{"batch":[${'{"userId":1,"type":"track","event":"e"},'.repeat(4000)}{}]}`),
];

/** A good request made worse in one to four ways. */
export function mutate(seed: Plain, chance: Chance): Wire {
  let { method, path, body } = seed;
  const headers: [string, string][] = seed.headers.map(([name, value]) => [name, value]);
  let isMutilated = false;
  for (let left = 1 + chance.below(4); left > 0; left--) {
    const what = chance.below(10);
    if (what === 0) method = chance.pick(methods);
    else if (what === 1) path = mutatePath(path, chance);
    else if (what <= 3) mutateHeaders(headers, chance);
    else if (what <= 7 && body !== undefined) body = mutateJson(structuredClone(body), chance);
    else isMutilated = true;
  }
  const bytes = bodyBytes(body, isMutilated, chance);
  return chance.once(40)
    ? unframed(method, path, headers, bytes, chance)
    : framed(method, path, headers, bytes, chance);
}

function mutatePath(path: string, chance: Chance): string {
  if (chance.once(5)) return chance.pick(wildPaths);
  if (chance.once(20)) return path + '/a'.repeat(chance.below(3000));
  const at = chance.below(path.length + 1);
  const cut = chance.once(2) ? 1 + chance.below(4) : 0;
  // What no client could write is written as bytes all the same, but a blank would end the path.
  return (path.slice(0, at) + chance.pick(wildParts) + path.slice(at + cut)).replaceAll(' ', '+') || '/';
}

function mutateHeaders(headers: [string, string][], chance: Chance): void {
  if (headers.length > 0 && chance.once(3)) headers.splice(chance.below(headers.length), 1);
  const wild = chance.pick(wildHeaders);
  headers.push([wild[0], wild[1]]);
}

function bodyBytes(body: unknown, isMutilated: boolean, chance: Chance): Buffer {
  if (isMutilated && chance.once(1000)) return chance.pick(hostile)();
  let bytes: Buffer = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  if (isMutilated) bytes = mutilate(bytes, chance);
  if (chance.once(6)) bytes = gzipSync(bytes, { level: 1 });
  return isMutilated && chance.once(3) ? mutilate(bytes, chance) : bytes;
}

/** Bytes are changed, cut off, doubled, or something is put before them. */
function mutilate(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length + 1);
  switch (chance.below(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    case 2:
      return Buffer.concat([
        chance.pick([Buffer.of(0xef, 0xbb, 0xbf), Buffer.of(0x1f, 0x8b), Buffer.of(0xff, 0xfe)]),
        bytes,
      ]);
    default: {
      const changed = Buffer.from(bytes);
      for (let left = 1 + chance.below(8); left > 0 && changed.length > 0; left--) {
        changed[chance.below(changed.length)] = chance.below(256);
      }
      return changed;
    }
  }
}

type Headers = readonly (readonly [string, string])[];

function head(method: string, path: string, headers: Headers, version = 'HTTP/1.1', end = '\r\n'): Buffer {
  const host = headers.some(([name]) => name === 'host') ? [] : [['host', 'crosswalk'] as const];
  const lines = [`${method} ${path} ${version}`, ...[...host, ...headers].map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join(end)}${end}${end}`, 'latin1');
}

function framed(method: string, path: string, headers: Headers, body: Buffer, chance: Chance): Wire {
  const others = headers.filter(([name]) => name !== 'content-length' && name !== 'transfer-encoding');
  // What is too large is answered before it has come, and the connection then ends, as it does after what is no HTTP.
  const isFramed = body.length <= limits.bodyBytes && /^\/[!-~]*$/.test(path) && others.every(isReadable);
  if (body.length > 0 && chance.once(8)) {
    const begin = head(method, path, [...others, ['transfer-encoding', 'chunked']]);
    return { method, isFramed, bytes: Buffer.concat([begin, ...chunks(body, chance)]) };
  }
  const length = ['content-length', String(body.length)] as const;
  return { method, isFramed, bytes: Buffer.concat([head(method, path, [...others, length]), body]) };
}

const isReadable = ([name, value]: readonly [string, string]) => name !== 'host' && value.length < 10_000;

function chunks(body: Buffer, chance: Chance): Buffer[] {
  const at = chance.below(body.length);
  const parts = [body.subarray(0, at), body.subarray(at)].filter(({ length }) => length > 0);
  const end = Buffer.from('0\r\n\r\n');
  return [...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]), end];
}

/** What is no HTTP, or says two things about where it ends. */
function unframed(method: string, path: string, headers: Headers, body: Buffer, chance: Chance): Wire {
  const lying = [
    head(method, path, [...headers, ['content-length', '5'], ['transfer-encoding', 'chunked']]),
    head(method, path, [...headers, ['content-length', '5'], ['content-length', '7']]),
    head(method, path, [...headers, ['content-length', String(body.length + 1000)]]),
    head(method, path, [...headers, ['content-length', '-1']]),
    head(method, path, [...headers, ['content-length', '9999999999999']]),
    head(method, path, [...headers, ['transfer-encoding', 'gzip, chunked'], ['transfer-encoding', 'identity']]),
    head(method, path, [...headers, ['a\u0000b', 'c']]),
    head(method, path, headers, 'HTTP/9.9'),
    head(method, path, headers, 'HTTP/1.0'),
    head(method, path, headers, 'HTTP/1.1', '\n'),
    head(`${method}\u0000`, ` ${path}`, headers),
    Buffer.concat([head(method, path, [...headers, ['transfer-encoding', 'chunked']]), Buffer.from('ffffffffff\r\n')]),
    Buffer.alloc(0),
  ];
  return { method, isFramed: false, bytes: Buffer.concat([chance.pick(lying), body]) };
}
