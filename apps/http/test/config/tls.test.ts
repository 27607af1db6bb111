import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '@crosswalk/diagnostics';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/read-config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-certificate-'));
  writeFileSync(join(folder, 'nonsense.pem'), 'nonsense');
});
afterAll(() => rmSync(folder, { recursive: true }));

const found = (tls: string) =>
  parseConfig(
    join(folder, 'crosswalk.yaml'),
    `tls: ${tls}\nmapping: m\nsources:\n  - name: website\n    writeKeys: [k1]\n`,
    {},
  ).diagnostics.map(({ code, message }) => `${code}: ${message}`);

it.each([
  ['{ cert: missing.pem, key: nonsense.pem }', 'C616: this file does not exist'],
  ['{ cert: nonsense.pem, key: nonsense.pem }', 'C616: these are no certificate and its key'],
])('%s is told as unusable', (tls, says) => {
  expect(found(tls)).toEqual([says]);
});

it('a certificate that is none is shown at its place', () => {
  const file = join(folder, 'crosswalk.yaml');
  const text =
    'tls: { cert: nonsense.pem, key: nonsense.pem }\nmapping: m\nsources:\n  - name: website\n    writeKeys: [k1]\n';
  const { diagnostics } = parseConfig(file, text, {});
  expect(render(diagnostics, { sources: { [file]: text } }).replace(file, 'crosswalk.yaml')).toBe(`\
error[C616]: these are no certificate and its key
   ┌─ crosswalk.yaml:1:6
   │
 1 │ tls: { cert: nonsense.pem, key: nonsense.pem }
   │      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = both are PEM: cert begins with the certificate of this server, key is its private key`);
});
