import type { Client, ClientOptions, Heard } from './client.ts';

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
  const taken = { ...client, push: run };
  page[name] = taken;
  if (debug !== undefined) explainFromTheBeginning(taken, script.src.replace(/\.js(?=$|\?)/, '.debug.js'));
  waiting.forEach(run);
}

/** The script that explains comes later: who listens is told what was before, too. */
function explainFromTheBeginning(client: Client, src: string): void {
  const past: Heard[] = [];
  const { on } = client;
  on((heard) => past.push(heard));
  client.on = (listener) => {
    past.forEach(listener);
    on(listener);
  };
  document.head.append(Object.assign(document.createElement('script'), { src }));
}

const settingOf = (text: string) => (text === 'true' || text === 'false' ? text === 'true' : text);
