import { type Browser, chromium } from 'playwright-core';
import { inject, type TestAPI, test } from 'vitest';
import { executable } from './installed.ts';

const mustRun = process.env.CROSSWALK_REQUIRE_ALL === '1';
if (executable === undefined && !mustRun) {
  console.warn('LEFT OUT: no Chromium on this machine, so nothing was tried in a browser. apt-get install chromium');
}

/** A test in a real browser; left out, with a warning, where there is none. */
export const browserTest: TestAPI = test.skipIf(executable === undefined && !mustRun) as TestAPI;

/** The browser of all tests (see one-browser.ts). Nothing when there is none and there need not be one. */
export async function openBrowser(): Promise<Browser | undefined> {
  const address = inject('browser');
  if (address !== undefined) return chromium.connect(address);
  if (mustRun) throw new Error('Chromium is missing: apt-get install chromium');
  return undefined;
}
