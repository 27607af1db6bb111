import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, run } from '../run.ts';

const letters = fixture('letters');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-map-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const mapped = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as object);

describe('crosswalk map', () => {
  it('prints one line an event, in order, as its contract says', async () => {
    const events = [
      { type: 'identify', userId: 'u1', traits: { name: 'Michael' } },
      { type: 'identify', userId: 'u1', traits: { name: 42 } },
      { type: 'identify', userId: 'u1', traits: { silent: true } },
      { type: 'identify', anonymousId: 'a1' },
      { type: 'page', userId: 'u1' },
      { type: 'identify', userId: 'u1', integrations: { Letters: false } },
    ];
    const { status, stdout, stderr } = await run(
      ['map', letters],
      events.map((event) => JSON.stringify(event)).join('\n'),
    );
    expect(stderr).toBe('');
    expect(mapped(stdout)).toEqual([
      {
        status: 'mapped',
        rule: 'welcome',
        requests: [{ operation: 'write', method: 'POST', path: '/letters', body: { to: 'u1', name: 'Michael' } }],
      },
      {
        status: 'mapped',
        rule: 'welcome',
        requests: [{ operation: 'write', method: 'POST', path: '/letters', body: { to: 'u1' } }],
        warnings: [{ code: 'R402', field: 'name', message: expect.any(String) }],
      },
      { status: 'skipped', rule: 'welcome', reason: 'The person wants no letters' },
      { status: 'rejected', rule: 'welcome', errors: [{ code: 'R401', field: 'to', message: expect.any(String) }] },
      { status: 'skipped', reason: expect.any(String) },
      { status: 'skipped', reason: "The call's integrations switch Letters off" },
    ]);
    expect(status).toBe(1);
  });

  it('prints what Segment would refuse as rejected, with its code', async () => {
    const { status, stdout } = await run(['map', letters], '{"type":"track","userId":"u1"}\n7\n{"type":"identify"}\n');
    expect(mapped(stdout)).toEqual([
      { status: 'rejected', errors: [{ code: 'event_not_defined', message: expect.any(String) }] },
      { status: 'rejected', errors: [{ code: 'call_not_object', message: expect.any(String) }] },
      { status: 'rejected', errors: [{ code: 'no_user_anon_id', message: expect.any(String) }] },
    ]);
    expect(status).toBe(1);
  });

  it('goes on past a line that it cannot read, and tells where it was', async () => {
    const { status, stdout, stderr } = await run(
      ['map', letters],
      '{"type":"identify","userId":"u1"}\nMichael Bolton\n{"type":"page","userId":"u1"}',
    );
    expect(mapped(stdout)).toMatchObject([{ status: 'mapped' }, { status: 'skipped' }]);
    expect(stderr).toBe('line 2: not JSON\n');
    expect(status).toBe(1);
  });

  it('reads a file, an array and an event over several lines', async () => {
    const event = { type: 'identify', userId: 'u1' };
    for (const text of [JSON.stringify([event]), JSON.stringify([event], null, 2), JSON.stringify(event, null, 2)]) {
      const { status, stdout } = await run(['map', letters, file('events.json', text)]);
      expect({ status, outcomes: mapped(stdout) }).toMatchObject({ status: 0, outcomes: [{ status: 'mapped' }] });
    }
    const missing = await run(['map', letters, join(folder, 'missing.json')]);
    expect(missing).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `${join(folder, 'missing.json')} does not exist\n`,
    });
  });

  it('checks settings that are given, with their place', async () => {
    const event = '{"type":"identify","userId":"u1"}';
    const good = file('good.yaml', 'token: abcdef\n');
    expect(await run(['map', letters, '--settings', good], event)).toMatchObject({ status: 0, stderr: '' });
    const bad = file('bad.yaml', 'endpoint: 7\ntokn: abcdef\n');
    const { status, stdout, stderr } = await run(['map', letters, '--settings', bad], event);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[R405]: token');
    expect(stderr).toContain('bad.yaml:2:1');
    expect(status).toBe(1);
    const json = file('good.json', '{"token": "abcdef"}');
    expect(await run(['map', letters, '--settings', json], event)).toMatchObject({ status: 0 });
    expect(await run(['map', letters, '--settings', join(folder, 'none.yaml')], event)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('none.yaml does not exist'),
    });
  });

  it('maps nothing with a mapping that has mistakes', async () => {
    const { status, stdout, stderr } = await run(['map', fixture('broken')], '{}');
    expect(stderr).toContain('error[M102]');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('maps a stream whose end is far away', async () => {
    const event = Buffer.from('{"type":"identify","userId":"u1"}\n');
    const { status, stdout } = await run(['map', letters], Readable.from(Array.from({ length: 20_000 }, () => event)));
    expect({ status, lines: mapped(stdout).length }).toEqual({ status: 0, lines: 20_000 });
  });
});
