/*
 * loading.ts RELOADS: loads mappings/connect in a process that has done nothing else: once cold, with all imports done, then
 * again and again with other code to generate each time. Prints milliseconds, and how much the heap grew over the reloads,
 * as JSON.
 */
import { compile } from '@crosswalk/engine';
import { median } from '../measure.ts';
import { connectFolder, filesIn } from '../read-mapping.ts';

const files = filesIn(connectFolder);
const event = { type: 'identify', userId: 'u', traits: { name: 'Mary Jane Watson' } };

function load(remark: string): number {
  const changed = files['identify.yaml']!.replace('$firstName()', `$firstName() & "${remark}"`);
  const start = performance.now();
  const { destination } = compile({ ...files, 'identify.yaml': changed });
  const elapsed = performance.now() - start;
  destination!.map(event, { settings: {}, now: 0 });
  return elapsed;
}

const used = () => {
  gc!();
  gc!();
  return process.memoryUsage().heapUsed;
};

const cold = load('');
const second = load('second');
for (let n = 0; n < 30; n++) load(`warm ${n}`);
const before = used();
const reloads = Array.from({ length: Number(process.argv[2]) }, (_, n) => load(String(n)));
const grown = used() - before;
process.stdout.write(JSON.stringify({ cold, second, reload: median(reloads), grown }));
