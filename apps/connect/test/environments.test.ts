import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { key, type Started, speakerOf, startedConnect, success } from './started-connect.ts';

const productionKey = 'f'.repeat(32);
const data = mkdtempSync(join(tmpdir(), 'connect-'));
let connect: Started;

beforeAll(async () => {
  await (await startedConnect({ data })).close();
  connect = await startedConnect({ data, key: productionKey, environment: 'Production' });
});
afterAll(async () => {
  await connect.close();
  rmSync(data, { recursive: true });
});

test('two environments of one data folder share nothing', async () => {
  const production = connect;
  const development = speakerOf(connect.address, key);
  const headers = { 'x-outbound-guid': 'the-same' };
  const user = { user_id: 'u', apns: ['token'], group_id: 'g' };
  const event = { user_id: 'u', event: 'A' };
  const sent = [
    [production, { ...user, first_name: 'P', group_attributes: { plan: 'p' } }],
    [development, { ...user, first_name: 'D', group_attributes: { plan: 'd' } }],
  ] as const;
  for (const [speaker, body] of sent) {
    expect(await speaker.post('/v2/identify', body, headers)).toEqual(success);
    expect(await speaker.post('/v2/track', event)).toEqual(success);
  }
  for (const [speaker, body] of sent) {
    const person = await speaker.person('u');
    expect(person).toMatchObject({ first_name: body.first_name, group_attributes: body.group_attributes });
    expect(person).toMatchObject({ apns: ['token'], events: 1 });
    expect((await speaker.calls()).map((call) => call.body)).toEqual([body, event]);
  }
  const seqs = [...(await production.calls()), ...(await development.calls())].map((call) => call.seq);
  expect(seqs).toEqual([1, 2, 3, 4]);
});

test('pages show the environment of the start, and the other one when asked', async () => {
  const page = async (path: string) => (await fetch(connect.address + path)).text();
  expect(await page('/people/u')).toContain('<dd>P</dd>');
  expect(await page('/people/u?environment=Development')).toContain('<dd>D</dd>');
  expect(await page('/people?environment=Development')).toContain('href="/people/u?environment=Development"');
  expect((await fetch(`${connect.address}/people?environment=Nowhere`)).status).toBe(404);
});

test('a name that is taken by another key is not taken over', async () => {
  await connect.close();
  const start = startedConnect({ data, key: 'e'.repeat(32), environment: 'Production' });
  await expect(start).rejects.toThrow('has an environment Production with another key');
  connect = await startedConnect({ data, key: productionKey });
  expect(await connect.calls()).toHaveLength(2);
});
