import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';
import { hostileEvent, hostileMapping, hostileTexts } from './hostile-names.ts';
import { connectFolder, mustCompile, readFolder } from './read-folder.ts';

const files = readFolder(connectFolder);

describe('loading a mapping', () => {
  test('its version tells its content, and not its cases', () => {
    const version = (changed: object) => mustCompile({ ...files, ...changed }, { version: '1.2.0' }).version;
    expect(version({})).toMatch(/^1\.2\.0\+[0-9a-f]{12}$/);
    expect(version({ 'identify.yaml': `${files['identify.yaml']}# a remark\n` })).not.toBe(version({}));
    expect(version({ 'identify.cases.yaml': 'cases: []' })).toBe(version({}));
  });

  test('a host that forbids code from strings gets told the way out', () => {
    const script = `
      const { compile } = await import('@crosswalk/engine');
      const files = JSON.parse(process.argv[1]);
      process.stdout.write(JSON.stringify(compile(files)));`;
    const forbidding = [
      '--disallow-code-generation-from-strings',
      '--input-type=module',
      '--eval',
      script,
      JSON.stringify(tiny),
    ];
    const { destination, diagnostics } = JSON.parse(
      execFileSync(process.execPath, forbidding, { encoding: 'utf8', cwd: new URL('..', import.meta.url) }),
    );
    expect(destination).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'M310' }]);
  });

  test('300 reloads do not grow the heap', () => {
    const script = `
      const { compile } = await import('@crosswalk/engine');
      const files = JSON.parse(process.argv[1]);
      const event = { type: 'identify', userId: 'u', traits: { name: 'Ann Lee' } };
      // Every fourth time other code is generated.
      const changed = (n) => files['identify.yaml'].replace('$firstName()', '$firstName() & "' + (n >> 2) + '"') + '# ' + n;
      const reload = (n) => compile({ ...files, 'identify.yaml': changed(n) }).destination.map(event, { settings: {}, now: 0 });
      const used = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
      for (let n = 0; n < 50; n++) reload(n);
      const before = used();
      for (let n = 50; n < 350; n++) reload(n);
      process.stdout.write(String((used() - before) / 2 ** 20));`;
    const grown = execFileSync(
      process.execPath,
      // Code that nobody runs any more is kept as long as there is room for it.
      ['--expose-gc', '--max-old-space-size=64', '--input-type=module', '--eval', script, JSON.stringify(files)],
      { encoding: 'utf8', cwd: new URL('..', import.meta.url) },
    );
    expect(Number(grown)).toBeLessThan(3);
  });
});

/** No schema, so that nothing but our own generator would make code. */
const tiny = {
  'destination.yaml':
    'destination: tiny\nendpoint: \'"http://127.0.0.1"\'\noperations:\n  say: { request: POST /say }\nrules: [say]\n',
  'say.yaml': 'rule: say\nwhen: type = "track"\nsend: say\nfields:\n  what: event\n',
};

test.each(hostileTexts)('names and texts that look like code stay names and texts: %j', (text) => {
  const { destination, diagnostics } = compile(hostileMapping(text));
  expect(diagnostics).toEqual([]);
  const outcome = destination!.map(hostileEvent(text), { settings: {}, now: 0 });
  if (outcome.status !== 'mapped') throw new Error(outcome.status);
  const { read, ...body } = outcome.requests[0]!.body as { read: unknown };
  expect(read).toBe(7);
  expect(new Map(Object.entries(body))).toEqual(
    new Map<string, unknown>([
      [text, 'e'],
      ['constant', { constant: text }],
      ['told', `${text}e`],
    ]),
  );
});
