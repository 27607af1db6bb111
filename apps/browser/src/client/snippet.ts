import type { Client, ClientOptions } from './client.ts';

type Method = keyof Client;
type Command = [method: Method, ...args: unknown[]];

/**
 * Puts a client in the place of `window.NAME`, where commands waited in an array (`[['track', 'Signed Up']]`), and does
 * them. Settings are the script element's: `data-key`, `data-endpoint`, `data-consent="wait"`, `data-debug`, and
 * those of the mapping by their names (`data-send-pages="false"`).
 */
export function takeOver(name: string, open: (options: ClientOptions) => Client): void {
  const script = document.currentScript as HTMLScriptElement;
  const { key, consent, debug, ...settings } = { ...script.dataset };
  const page = window as unknown as Record<string, unknown>;
  const waiting = (page[name] ?? []) as Command[];
  const told = Object.entries(settings).map(([setting, text]) => [setting, settingOf(text!)] as const);
  const client = open({ ...Object.fromEntries(told), publicApiKey: key ?? '', hold: consent === 'wait' });
  const run = ([method, ...args]: Command) => (client[method] as (...args: unknown[]) => unknown)(...args);
  page[name] = { ...client, push: run };
  if (debug !== undefined) {
    const explaining = document.createElement('script');
    explaining.src = script.src.replace(/\.js(?=$|\?)/, '.debug.js');
    // What is explained is heard from the beginning.
    explaining.onload = explaining.onerror = () => waiting.forEach(run);
    document.head.append(explaining);
  } else waiting.forEach(run);
}

const settingOf = (text: string) => (text === 'true' || text === 'false' ? text === 'true' : text);
