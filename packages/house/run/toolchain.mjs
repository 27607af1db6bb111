import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root, step } from './process.mjs';

// Exact, so that a clone of today runs the same way in a year. pnpm's is the one that package.json names.
const node = '24.21.0';
const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.replace('pnpm@', '');
const windows = process.platform === 'win32';

/** What one run finds out and the next one may rely on lives here: it goes when node_modules goes. */
export const notes = join(root, 'node_modules', '.crosswalk');
const fetchedNote = join(notes, 'toolchain');

/**
 * Puts Node 24 and pnpm 11 in front of PATH: the machine's own when it has them, else the pinned ones by npx, which keeps
 * them for all later runs. Gives false, with what went wrong printed, when they can't be fetched.
 */
export async function prepareToolchain() {
  const newNode = Number(process.versions.node.split('.')[0]) >= 24;
  if (!newNode && !(await useFetched([`node@${node}`, `pnpm@${pnpm}`]))) return false;
  if (newNode && !ownPnpmFits() && !(await useFetched([`pnpm@${pnpm}`]))) return false;
  process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return true;
}

/** Remembers where npx put the tools: asking it again takes most of a second. */
export function rememberToolchain() {
  mkdirSync(notes, { recursive: true });
  if (fetched) writeFileSync(fetchedNote, fetched);
}

let fetched;

async function useFetched(wanted) {
  fetched = rememberedFolder(wanted) ?? (await fetchByNpx(wanted));
  if (fetched) process.env.PATH = [fetched, process.env.PATH].join(delimiter);
  return fetched !== undefined;
}

async function fetchByNpx(wanted) {
  let folder;
  const packages = wanted.flatMap((name) => ['-p', name]);
  const ok = await step(
    `toolchain (${wanted.join(', ')})`,
    'npx',
    ['-y', ...packages, '-c', 'node -p process.env.PATH'],
    {
      // npx keeps warnings for people on stderr too; the folder is the one line that holds what was asked for.
      summary: (output) => {
        folder = output
          .split(/[\r\n]+/)
          .flatMap((line) => line.split(delimiter))
          .find((path) => holds(path, wanted));
      },
    },
  );
  if (ok && folder === undefined) console.error('npx fetched the toolchain, but it is not where it says.');
  if (folder === undefined)
    console.error(`Install Node ${node} and pnpm ${pnpm} by hand, or let npm reach its registry once.`);
  return folder;
}

function rememberedFolder(wanted) {
  const folder = existsSync(fetchedNote) ? readFileSync(fetchedNote, 'utf8') : '';
  return holds(folder, wanted) ? folder : undefined;
}

/** True when the folder is npx's folder of programs and beside them lie exactly the versions that are wanted. */
function holds(folder, wanted) {
  return wanted.every((name) => {
    const [tool, version] = name.split('@');
    const manifest = join(folder, '..', tool, 'package.json');
    return (
      existsSync(join(folder, tool)) &&
      existsSync(manifest) &&
      JSON.parse(readFileSync(manifest, 'utf8')).version === version
    );
  });
}

// Asked outside of the repository: inside, an older pnpm would fetch the one of `packageManager` first.
function ownPnpmFits() {
  const answer = spawnSync('pnpm', ['--version'], { cwd: tmpdir(), encoding: 'utf8', shell: windows });
  return answer.status === 0 && answer.stdout.trim().split('.')[0] === pnpm.split('.')[0];
}
