import type { Browser } from 'playwright-core';
import { type TestAPI, test } from 'vitest';
import { executable, launchInstalled } from './installed.ts';

const mustRun = process.env.CROSSWALK_REQUIRE_ALL === '1';
if (executable === undefined && !mustRun) {
  console.warn('LEFT OUT: no Chromium on this machine, so nothing was tried in a browser. apt-get install chromium');
}

/** A test in a real browser; left out, with a warning, where there is none. */
export const browserTest: TestAPI = test.skipIf(executable === undefined && !mustRun) as TestAPI;

/** Nothing when there is no browser and there need not be one. */
export async function launch(): Promise<Browser | undefined> {
  if (executable !== undefined) return launchInstalled(executable);
  if (mustRun) throw new Error('Chromium is missing: apt-get install chromium');
  return undefined;
}
