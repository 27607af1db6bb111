import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Destination, MapContext, Outcome } from '@crosswalk/engine';
import { readCases, runCases } from '@crosswalk/engine/cases';
import { loadMapping } from '@crosswalk/folder';
import { normalise, pathKinds, readBody } from '@crosswalk/segment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roadTo } from '../../src/road.ts';
import { fixture, run } from '../run.ts';

const connect = fileURLToPath(new URL('../../../../mappings/connect', import.meta.url));
const recorded = new URL('../../../../packages/segment/fixtures/recorded/', import.meta.url);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-compile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a call of `map` is given. */
type Given = readonly [event: unknown, context: MapContext];

/** What the module in a file makes of events, in a process that makes no code from strings and knows no package. */
function mappedBy(file: string, given: readonly Given[]): unknown[] {
  const script = `
    import { map } from ${JSON.stringify(file)};
    const given = JSON.parse(await Array.fromAsync(process.stdin).then((chunks) => Buffer.concat(chunks).toString()));
    process.stdout.write(JSON.stringify(given.map(([event, context]) => map(event, context))));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script],
    { cwd: folder, encoding: 'utf8', input: JSON.stringify(given), maxBuffer: 1e9 },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout) as unknown[];
}

/** Real calls as they come to the mapping. */
function recordedCalls(): object[] {
  return readdirSync(recorded)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const { requests } = JSON.parse(readFileSync(new URL(name, recorded), 'utf8')) as {
        requests: { receivedAt: string; path: string; body: unknown }[];
      };
      return requests.flatMap(({ receivedAt, path, body }) => {
        const { calls, type, batch } = readBody(body, pathKinds[path.replace('/v1/', '')]!);
        return calls.flatMap((sent, index) => {
          const { call } = normalise(sent, { receivedAt, type, batch, newId: () => `minted-${index}` });
          return call ? [call] : [];
        });
      });
    });
}

describe('crosswalk compile', () => {
  it('writes a module and its types, which stand alone', async () => {
    const file = join(folder, 'new', 'connect.mjs');
    expect(await run(['compile', connect, '-o', file])).toEqual({ status: 0, stdout: '', stderr: '' });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/\beval\s*\(|new Function|\bimport\b|\brequire\s*\(/);
    expect(text).not.toContain('isTimeZone(zone)');
    expect(readFileSync(join(folder, 'new', 'connect.d.mts'), 'utf8')).toContain('readonly user_id: string | number;');
    expect(readdirSync(join(folder, 'new'))).toEqual(['connect.d.mts', 'connect.mjs']);
  });

  it.each([[[]], [['--minify']]])('maps every recorded event and every case as the engine does %j', async (options) => {
    const file = join(folder, 'connect.mjs');
    expect(await run(['compile', connect, '--output', file, ...options])).toMatchObject({ status: 0 });
    const { destination, cases } = loadMapping(connect);
    const { settings } = destination!.settings({ apiKey: '0123456789abcdef0123456789abcdef' });
    const given: Given[] = recordedCalls().map((call) => [call, { settings, now: Date.UTC(2026, 0, 2) }]);
    expect(given.length).toBeGreaterThan(150);
    const listening: Destination = {
      ...destination!,
      map(event, context): Outcome {
        given.push([event, context]);
        return destination!.map(event, context);
      },
    };
    const events = given.length;
    const { files } = readCases(cases, destination);
    const results = runCases(files, destination!, roadTo(listening));
    expect(results.every(({ passed }) => passed)).toBe(true);
    expect(given.length - events).toBeGreaterThan(100);
    const outcomes = given.map(([event, context]) => destination!.map(event, context));
    expect(mappedBy(file, given)).toEqual(JSON.parse(JSON.stringify(outcomes)));
  });

  it('prints the module when it is told no file', async () => {
    const { status, stdout, stderr } = await run(['compile', fixture('letters')]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'letters.mjs'), stdout);
    const event = { type: 'identify', userId: 'u1', traits: { name: 'Ann' } };
    const { destination } = loadMapping(fixture('letters'));
    const context = { settings: destination!.settings({}).settings, now: 0 };
    expect(mappedBy(join(folder, 'letters.mjs'), [[event, context]])).toEqual([destination!.map(event, context)]);
    const small = await run(['compile', fixture('letters'), '--minify']);
    expect(small.stdout.length).toBeLessThan(stdout.length / 1.5);
  });

  it('makes a module for pages that is much shorter', async () => {
    const usual = await run(['compile', connect, '--minify']);
    const forPages = await run(['compile', connect, '--target', 'browser', '--minify']);
    expect(forPages).toMatchObject({ status: 0, stderr: '' });
    expect(forPages.stdout.length).toBeLessThan(usual.stdout.length / 3);
    expect(await run(['compile', connect, '--target', 'page'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--target wants browser, not page'),
    });
  });

  it('gives the same text wherever it is started', async () => {
    const here = await run(['compile', fixture('letters')]);
    const before = process.cwd();
    process.chdir(folder);
    const there = await run(['compile', fixture('letters')]).finally(() => process.chdir(before));
    expect(there.stdout).toBe(here.stdout);
    expect(here.stdout).not.toContain(before);
  });

  it('writes nothing of a mapping that has mistakes, and shows them', async () => {
    const file = join(folder, 'broken.js');
    const { status, stdout, stderr } = await run(['compile', fixture('broken'), '-o', file]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('did you mean send?');
    expect(readdirSync(folder)).not.toContain('broken.js');
  });

  it('tells why it cannot write', async () => {
    mkdirSync(join(folder, 'taken.js'));
    writeFileSync(join(folder, 'file'), '');
    for (const [name, why] of [
      ['taken.js', 'is a folder'],
      ['file/connect.js', 'lies in what is a file, not a folder'],
    ] as const) {
      const file = join(folder, name);
      expect(await run(['compile', fixture('letters'), '-o', file])).toEqual({
        status: 1,
        stdout: '',
        stderr: `${file} ${why}\n`,
      });
    }
    expect(await run(['compile', fixture('letters'), '-o', 'connect.ts'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--output wants a file that ends in .js or .mjs, not connect.ts'),
    });
  });
});
