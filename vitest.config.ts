import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

// One project a package, so that `vitest run --project engine` runs one of them.
// The `source` condition makes tests read each package's sources; what starts a child process runs the built dist/.
const folders = ['packages', 'mappings', 'apps'].flatMap((top) => readdirSync(top).map((name) => `${top}/${name}`));

/** What takes half a minute and more belongs to `npm run test:long`; a short form of it stands beside it. */
const longOnly = process.env.CROSSWALK_LONG ? [] : ['test/**/*.long.test.ts'];

export default defineConfig({
  test: {
    // Two on two cores, where vitest takes one: much of the time tests wait for processes and browsers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: folders.map((root) => ({
      resolve: { conditions: ['source'] },
      ssr: { resolve: { conditions: ['source'] } },
      test: {
        name: root.split('/')[0] === 'mappings' ? `mapping-${root.split('/')[1]}` : root.split('/')[1]!,
        root,
        include: ['test/**/*.test.ts'],
        exclude: [...configDefaults.exclude, ...longOnly],
        // Generous: a busy machine is slow, and what hangs is found all the same.
        testTimeout: 60_000,
        hookTimeout: 60_000,
        expect: { poll: { timeout: 10_000 } },
      },
    })),
  },
});
