import { openApi } from '@crosswalk/segment/open-api';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdnRoutes } from '../../src/cdn/cdn-routes.ts';
import { readBundles } from '../../src/cdn/scripts.ts';
import { taken } from '../../src/ingest/answer.ts';
import { apiDescription } from '../../src/server/api-description.ts';
import { sdkRoutes } from '../../src/server/sdk-routes.ts';
import { configText, startServer, type TestServer } from '../whole/server.ts';

const { paths } = openApi();
let server: TestServer;
beforeAll(async () => {
  server = await startServer(configText('http://127.0.0.1:9', ['k1']));
});
afterAll(() => server.stop());

/** What the server is asked to serve. */
function routes(): string[] {
  const served: string[] = [];
  const app = fastify();
  app.addHook('onRoute', ({ method, url }) => {
    if (method !== 'HEAD') served.push(`${url} ${method}`);
  });
  sdkRoutes(app, async () => taken);
  apiDescription(app);
  cdnRoutes(app, { find: () => undefined });
  return served;
}

const described = Object.entries(paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => ({ path, method: method.toUpperCase() })),
);

describe('the description of the API', () => {
  it('names every path that is served, and no other', () => {
    const names = described.map(({ path, method }) => `${path.replaceAll(/\{(\w+)\}/g, ':$1')} ${method}`);
    expect(names.toSorted()).toEqual(routes().toSorted());
  });

  it('is served, with a tag', async () => {
    const answer = await fetch(`${server.address}/openapi.json`, { headers: { origin: 'https://editor.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://editor.example');
    expect(await answer.json()).toEqual(openApi());
    const again = await fetch(`${server.address}/openapi.json`, {
      headers: { 'if-none-match': answer.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });
});

describe('answers are as they are described', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(openApi(), 'api');
  type Documented = { $ref?: string; content?: Readonly<Record<string, { schema?: object }>>; headers?: object };

  function answerOf(path: string, method: string, status: number): Documented {
    const { responses } = paths[path]![method.toLowerCase()] as { responses: Record<number, Documented> };
    const found = responses[status];
    if (!found) throw new Error(`${method} ${path} is not described as answering ${status}`);
    const name = found.$ref?.split('/').at(-1);
    return name ? (openApi().components.responses![name] as Documented) : found;
  }

  async function expectDescribed(path: string, method: string, answer: Response): Promise<void> {
    const { content = {}, headers = {} } = answerOf(path, method, answer.status);
    for (const name of Object.keys(headers)) expect(answer.headers.get(name)).not.toBeNull();
    const type = answer.headers.get('content-type')?.split(';')[0];
    expect(type ? [type] : []).toEqual(Object.keys(content));
    const schema = content[type ?? '']?.schema;
    if (type !== 'application/json' || !schema) return;
    const fits: ValidateFunction = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')));
    const body: unknown = await answer.json();
    expect(fits(body), `${path}: ${ajv.errorsText(fits.errors)}`).toBe(true);
  }

  const fill = (path: string, key = 'k1') =>
    path
      .replace('{key}', key)
      .replace('{name}', [...readBundles().keys()][0]!)
      .replace('{hash}', 'none');

  it.each(described)('$method $path', async ({ path, method }) => {
    const post = (body: string, query = '?writeKey=k1') => fetch(server.address + path + query, { method, body });
    if (method === 'GET') {
      for (const key of ['k1', 'nobody']) {
        await expectDescribed(path, method, await fetch(`${server.address}${fill(path, key)}?writeKey=${key}`));
      }
      return;
    }
    const call = JSON.stringify({ userId: 'u1', event: 'Signed Up' });
    await expectDescribed(path, method, await post(`{"batch":[${call}]}`));
    await expectDescribed(path, method, await post(call));
    await expectDescribed(path, method, await post('{'));
    await expectDescribed(path, method, await post(call, '?writeKey=nobody'));
    await expectDescribed(path, method, await post('x'.repeat(5 * 1024 * 1024)));
  });
});
