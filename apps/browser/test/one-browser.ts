import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { executable, launchArguments } from './installed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is that all files of tests use; absent when there is none on this machine. */
    browser: string | undefined;
  }
}

/** Starting a browser takes a second, so all files use one; each visitor in it is a stranger to the others. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (executable === undefined) {
    provide('browser', undefined);
    return undefined;
  }
  const server = await chromium.launchServer({ executablePath: executable, args: launchArguments, host: '127.0.0.1' });
  provide('browser', server.wsEndpoint());
  return () => server.close();
}
