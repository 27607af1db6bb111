import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium or Chrome of this machine; `CROSSWALK_CHROMIUM` names another. */
export const executable = [
  process.env.CROSSWALK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

const disabled = ['background-networking', 'component-update', 'sync', 'gpu'].map((part) => `--disable-${part}`);

/** Without a window, and without what it does on its own account. */
export const launchArguments = ['--headless', '--no-sandbox', '--no-first-run', ...disabled];

export function launchInstalled(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: launchArguments });
}
