import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launch } from './chromium.ts';
import { type CallLine, type Connect, publicKey, startConnect } from './connect.ts';
import { type Gate, openGate } from './gate.ts';
import { openSite, type Site } from './site.ts';

/** A browser, a web site, a Connect and the gate between them. */
export interface World {
  readonly browser: Browser;
  readonly site: Site;
  readonly gate: Gate;
  readonly connect: Connect;
  /** Settings of a page that sends through the gate. */
  readonly settings: { readonly publicApiKey: string; readonly endpoint: string };
  /** A new visitor: nothing is stored in the browser. */
  visitor(): Promise<BrowserContext>;
  /** Waits until Connect has so many calls of a user, and a little longer for copies; gives them. */
  callsOf(user: string, count: number): Promise<CallLine[]>;
  /** No visitor is left, and nothing stands in the way. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Nothing when there is no browser. */
export async function openWorld(): Promise<World | undefined> {
  const browser = await launch();
  if (!browser) return undefined;
  const site = await openSite();
  const connect = await startConnect([site.origin]);
  const gate = await openGate(() => connect.address);
  return {
    browser,
    site,
    gate,
    connect,
    settings: { publicApiKey: publicKey, endpoint: gate.address },
    visitor: () => browser.newContext(),
    async reset() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      gate.reset();
    },
    async callsOf(user, count) {
      const ofUser = async () => (await connect.calls()).filter(({ user_id }) => user_id === user);
      await expect.poll(async () => (await ofUser()).length, { timeout: 10_000, interval: 30 }).toBe(count);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return ofUser();
    },
    async close() {
      await browser.close();
      await gate.close();
      await connect.stop();
      await site.close();
    },
  };
}

/** Opens a page and waits until its scripts ran. Whatever goes wrong in it fails the test. */
export async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}
