import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium or Chrome of this machine; `CROSSWALK_CHROMIUM` names another. */
export const executable = [
  process.env.CROSSWALK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Starts it without a window, and without what it does on its own account. */
export function launchInstalled(executablePath: string): Promise<Browser> {
  const disabled = ['background-networking', 'component-update', 'sync', 'gpu'].map((part) => `--disable-${part}`);
  return chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--no-first-run', ...disabled] });
}
