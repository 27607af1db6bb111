import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { normalise } from '@crosswalk/segment';
import { bundle, compiled } from '../build/bundle.ts';
import { type Shape, shapes } from '../build/shapes.ts';
import { executable, launchInstalled } from '../test/installed.ts';

/**
 * Prints how large the scripts are, how long the standalone one takes to start in Chromium (browsers call a task of 50
 * milliseconds long), and how long it takes from a recorded call to its requests: up to 50 microseconds are felt by nobody.
 */
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
  .flatMap(({ body }) => body.batch ?? [body])
  .flatMap((sent) => normalise(sent, { receivedAt: '2026-01-02T03:04:05.678Z', newId: () => 'minted' }).call ?? []);

if (executable === undefined) console.log('No Chromium on this machine: apt-get install chromium');
else {
  const browser = await launchInstalled(executable);
  const page = await browser.newPage();
  const standalone = shapes.standalone as Shape;
  const milliseconds = await page.evaluate(
    (text) => {
      const script = document.createElement('script');
      script.textContent = text;
      script.dataset.key = `pub-${'0'.repeat(32)}`;
      script.dataset.endpoint = 'http://127.0.0.1:9';
      const begin = performance.now();
      document.head.append(script);
      return performance.now() - begin;
    },
    await bundle(standalone.entry('1.0.0'), mapping, standalone.format),
  );
  console.log(`\nstarting in Chromium: ${milliseconds.toFixed(2)} milliseconds, of 50 at most`);

  const entry = `
    import * as mapping from 'mapping';
    import { route } from '@crosswalk/segment';
    window.map = (event, context) => route(event, mapping, context);`;
  await page.addScriptTag({ content: await bundle(entry, mapping, 'iife') });
  const microseconds = await page.evaluate((all) => {
    const { map } = window as unknown as { map(event: object, context: object): unknown };
    const context = { settings: { androidTokens: 'fcm', sendPages: true, sendScreens: true }, now: Date.now() };
    const round = () => {
      const begin = performance.now();
      for (const event of all) map(event, context);
      return ((performance.now() - begin) * 1000) / all.length;
    };
    // The best of many short rounds: a machine that is busy with something else lengthens most of them.
    return Math.min(...Array.from({ length: 200 }, round));
  }, events);
  console.log(
    `mapping a recorded call in Chromium: ${microseconds.toFixed(2)} microseconds, of 50 at most (${events.length} calls)`,
  );
  await browser.close();
}
