import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../measure.ts';
import { milliseconds, type Section } from '../report/section.ts';

interface Loading {
  readonly cold: number;
  readonly second: number;
  readonly reload: number;
  readonly grown: number;
}

const script = fileURLToPath(new URL('../processes/loading.ts', import.meta.url));
const load = (reloads: number, ...flags: string[]) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', ...flags, script, String(reloads)], { encoding: 'utf8' }),
  ) as Loading;

/** How long mappings/connect takes to load, from its files' texts to a destination. */
export function loadingSection(processes: number): Section {
  const all = Array.from({ length: processes }, () => load(20));
  // Code that nobody runs any more is kept as long as there is room for it.
  const { grown } = load(300, '--max-old-space-size=64');
  const medianOf = (key: keyof Loading) => median(all.map((one) => one[key]));
  return {
    title: 'Loading a mapping',
    about: `From the texts of mappings/connect to a destination, every file read, checked and compiled; medians of ${processes} fresh processes, imports not counted. A reload has other code to generate each time.`,
    head: ['', 'time'],
    rows: [
      ['cold', milliseconds(medianOf('cold'))],
      ['the first reload', milliseconds(medianOf('second'))],
      ['later reloads', milliseconds(medianOf('reload'))],
      ['growth of the heap over 300 reloads', `${(grown / 2 ** 20).toFixed(1)} MB`],
    ],
  };
}
