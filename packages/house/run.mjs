// The commands of the top-level package.json. Plain JavaScript that old Nodes can run: a fresh machine has only npm.
import { audit } from './run/audit.mjs';
import { bench } from './run/bench.mjs';
import { program, root } from './run/process.mjs';
import { setup } from './run/setup.mjs';
import { test } from './run/test.mjs';

const [command, ...args] = process.argv.slice(2);

/** The long form of what is killed; the short one is among all tests. */
const chaos = { CROSSWALK_CHAOS_KILLS: process.env.CROSSWALK_CHAOS_KILLS ?? '200' };

/** Each command ends in an exit status. What is handed over to (a demo, the command line) has the terminal to itself. */
const commands = {
  setup: async () => ((await setup()) ? 0 : 1),
  start: () => afterSetup(() => program('node', ['apps/demo/dist/main.js', ...args])),
  crosswalk: () =>
    afterSetup(() => program('node', [`${root}/apps/cli/dist/main.js`, ...args], { cwd: process.env.INIT_CWD })),
  test: () => test(args),
  'test:long': () => test(args, { CROSSWALK_LONG: '1' }, audit),
  'test:chaos': () =>
    afterSetup(() => program('vitest', ['run', '--project', 'http', 'test/chaos', ...args], { env: chaos })),
  audit: () => afterSetup(async () => (await audit()).status),
  bench: () => afterSetup(() => bench(args)),
  docs: () => afterSetup(() => program('node', ['--conditions=source', 'packages/house/src/pages/write.ts', ...args])),
};

async function afterSetup(run) {
  return (await setup()) ? run() : 1;
}

if (!Object.hasOwn(commands, command ?? '')) {
  console.error(`usage: node packages/house/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exitCode = 2;
} else {
  process.exitCode = await commands[command]();
}
