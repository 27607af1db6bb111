import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { type TestAPI, test } from 'vitest';

/** A Chromium or Chrome of this machine; `CROSSWALK_CHROMIUM` names another. */
const executable = [
  process.env.CROSSWALK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

const mustRun = process.env.CROSSWALK_REQUIRE_ALL === '1';
if (executable === undefined && !mustRun) {
  console.warn('LEFT OUT: no Chromium on this machine, so nothing was tried in a browser. apt-get install chromium');
}

/** A test in a real browser; left out, with a warning, where there is none. */
export const browserTest: TestAPI = test.skipIf(executable === undefined && !mustRun) as TestAPI;

/** Nothing when there is no browser and there need not be one. */
export async function launch(): Promise<Browser | undefined> {
  if (executable === undefined) {
    if (mustRun) throw new Error('Chromium is missing: apt-get install chromium');
    return undefined;
  }
  return chromium.launch({
    executablePath: executable,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
