import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium or Chrome of this machine; `CROSSWALK_CHROMIUM` names another. */
const executable = [
  process.env.CROSSWALK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Whether there is a browser to try pages in. Where all must run there has to be one. */
export const hasBrowser = executable !== undefined || process.env.CROSSWALK_REQUIRE_ALL === '1';
if (!hasBrowser) {
  console.warn('LEFT OUT: no Chromium on this machine, so no page was tried. apt-get install chromium');
}

/** Starts it. Rejects when there is none. */
export function launch(): Promise<Browser> {
  if (executable === undefined) throw new Error('Chromium is missing: apt-get install chromium');
  return chromium.launch({
    executablePath: executable,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}
