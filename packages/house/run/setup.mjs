import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, step } from './process.mjs';
import { notes, prepareToolchain, rememberToolchain } from './toolchain.mjs';

/** Toolchain, dependencies and builds, each only as far as something changed. Gives false when a step failed. */
export async function setup() {
  process.env.TURBO_TELEMETRY_DISABLED = '1';
  process.env.TURBO_NO_UPDATE_NOTIFIER = '1';
  return (await prepareToolchain()) && (await install()) && build();
}

async function install() {
  const wanted = fingerprint();
  const note = join(notes, 'installed');
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return true;
  // CI=true: without it pnpm asks before it replaces a node_modules of another layout, and nobody would answer.
  if (!(await step('dependencies', 'pnpm', ['install', '--frozen-lockfile'], { env: { CI: 'true' } }))) return false;
  rememberToolchain();
  writeFileSync(note, wanted);
  return true;
}

function build() {
  const isNews = (output) => !output.includes('FULL TURBO');
  return step('build', 'turbo', ['run', 'build', '--output-logs=errors-only'], { isNews });
}

/** Changes when an installation could come out otherwise: the lockfile, what is declared, who runs it. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...workspaces().map((at) => join(at, 'package.json')),
  ];
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Folders of all packages, mappings and apps, relative to the top, in order. */
export function workspaces() {
  return ['packages', 'mappings', 'apps']
    .flatMap((top) => readdirSync(join(root, top)).map((name) => join(top, name)))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}
