import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundle, compiled } from '../build/bundle.ts';
import { type Shape, shapes } from '../build/shapes.ts';
import { executable, launchInstalled } from '../test/installed.ts';

/** Prints how large the scripts are, and how long a recorded call takes to map in Chromium. */
const folder = fileURLToPath(new URL('../../../mappings/connect', import.meta.url));
const mapping = compiled(folder);
const traced = compiled(folder, true);

console.log('script        bytes   gzip -9');
for (const [name, { entry, format, trace }] of Object.entries<Shape>(shapes)) {
  const text = await bundle(entry('1.0.0'), trace ? traced : mapping, format);
  console.log(
    `${name.padEnd(12)} ${String(text.length).padStart(6)} ${String(gzipSync(text, { level: 9 }).length).padStart(9)}`,
  );
}

const recordings = new URL('../../../packages/segment/fixtures/recorded/', import.meta.url);
interface Recorded {
  readonly requests: readonly { readonly body: { readonly batch?: readonly object[] } }[];
}
const events = readdirSync(recordings)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => (JSON.parse(readFileSync(new URL(name, recordings), 'utf8')) as Recorded).requests)
  .flatMap(({ body }) => body.batch ?? [body]);

if (executable === undefined) console.log('No Chromium on this machine: apt-get install chromium');
else {
  const browser = await launchInstalled(executable);
  const page = await browser.newPage();
  await page.addScriptTag({
    content: await bundle("import { map } from 'mapping'; window.map = map;", mapping, 'iife'),
  });
  const microseconds = await page.evaluate((all) => {
    const { map } = window as unknown as { map(event: object, context: object): unknown };
    const context = { settings: { androidTokens: 'fcm', sendPages: true, sendScreens: true }, now: Date.now() };
    const times = 200;
    const round = () => {
      const begin = performance.now();
      for (let time = 0; time < times; time++) for (const event of all) map(event, context);
      return ((performance.now() - begin) * 1000) / times / all.length;
    };
    return Math.min(round(), round(), round());
  }, events);
  console.log(
    `\nmapping a recorded call in Chromium: ${microseconds.toFixed(2)} microseconds (${events.length} calls)`,
  );
  await browser.close();
}
