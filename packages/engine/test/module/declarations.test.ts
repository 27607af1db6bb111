import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileMapping, hostileTexts } from '../hostile-names.ts';
import { connectFolder, mustCompile, readFolder } from '../read-folder.ts';

/* The types of a compiled module say what its exports are, and stand by themselves. */
const tsc = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
const contract = fileURLToPath(new URL('../../src/contract.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-types-'));
  const connect = mustCompile(readFolder(connectFolder));
  writeFileSync(join(folder, 'connect.d.ts'), connect.toDeclarations());
  const second = new URL('../../fixtures/second-destination/', import.meta.url);
  writeFileSync(join(folder, 'herald.d.ts'), mustCompile(readFolder(second)).toDeclarations());
  hostileTexts.forEach((text, index) => {
    const declarations = mustCompile(hostileMapping(text), { version: text }).toDeclarations();
    writeFileSync(join(folder, `hostile-${index}.d.ts`), declarations);
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler says of a program beside the declarations. */
function complaints(program: string): string {
  writeFileSync(join(folder, 'program.ts'), program);
  const options = ['--noEmit', '--strict', '--allowImportingTsExtensions', '--target', 'es2024'];
  const files = ['program.ts', ...hostileTexts.map((_, index) => `hostile-${index}.d.ts`)];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tsc, ...options, '--module', 'nodenext', '--ignoreConfig', ...files],
    { cwd: folder, encoding: 'utf8' },
  );
  return stdout + stderr;
}

test('a module may stand wherever a destination is wanted', () => {
  expect(
    complaints(`
      import type { Destination } from ${JSON.stringify(contract)};
      import * as connect from './connect.js';
      import * as herald from './herald.js';
      type Wanted = Pick<Destination, 'name' | 'version' | 'names' | 'operations' | 'map' | 'settings' | 'pack' | 'judge'>;
      export const destinations: Wanted[] = [connect, herald];
    `),
  ).toBe('');
});

test('an operation tells the body of its request', () => {
  const program = `
    import { map, settings } from './connect.js';
    const outcome = map({ type: 'identify', userId: 'u' }, { settings: settings({}).settings, now: 0 });
    if (outcome.status === 'mapped') {
      for (const request of outcome.requests) {
        const id: string | number = request.body.user_id;
        if (request.operation === 'track') console.log(id, request.body.event.length);
        else console.log(request.body.apns?.[0], request.body.event);
      }
    }`;
  expect(complaints(program)).toMatch(
    /^program\.ts\(8,\d+\): error TS2339: Property 'event' does not exist on type [^\n]*\n/,
  );
});
