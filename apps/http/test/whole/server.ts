import { fileURLToPath } from 'node:url';
import type { Counts, HttpOptions, Refusal, Story, Tuning } from '@crosswalk/delivery';
import { render } from '@crosswalk/diagnostics';
import { parseConfig } from '../../src/config/read-config.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { type Running, start } from '../../src/start.ts';

export const apiKey = '0123456789abcdef0123456789abcdef';
/** The folder of Connect's mapping. */
export const connectMapping = fileURLToPath(new URL('../../../../mappings/connect', import.meta.url));

/** A crosswalk.yaml with Connect's mapping, listening on ports that the system chooses. */
export function configText(endpoint: string, writeKeys: readonly string[], more = ''): string {
  return `listen: 127.0.0.1:0
admin: 127.0.0.1:0
mapping: ${connectMapping}
sources:
  - name: website
    writeKeys: ${JSON.stringify(writeKeys)}
    destinations:
      - settings: { apiKey: ${apiKey}, endpoint: "${endpoint}" }
${more}`;
}

export interface TestServer extends Running {
  counts(): Promise<Counts>;
  story(messageId: string): Promise<Story | undefined>;
  refused(): Promise<readonly Refusal[]>;
  /** Resolves when no call waits any more. */
  settled(): Promise<void>;
}

/** The server in this process, from the text of a crosswalk.yaml. Neighbours are not waited for unless told. */
export async function startServer(
  text: string,
  tuning: Partial<Tuning> = { reorderMs: 0 },
  http: HttpOptions = {},
): Promise<TestServer> {
  const { config, yaml, diagnostics } = parseConfig('crosswalk.yaml', text, {});
  const loaded = config && yaml ? loadSources(config, yaml) : undefined;
  if (!config || !loaded?.sources) throw new Error(render([...diagnostics, ...(loaded?.diagnostics ?? [])]));
  const running = await start({ config, sources: loaded.sources, logger: false, tuning, http, graceMs: 500 });
  const ask = async <T>(path: string) => (await (await fetch(running.admin + path)).json()) as T;
  const counts = () => ask<Counts>('/api/counts');
  return {
    ...running,
    counts,
    refused: () => ask('/api/refused?most=1000'),
    story: async (messageId) => (await ask<Story[]>(`/api/calls/${encodeURIComponent(messageId)}`))[0],
    async settled() {
      for (let now = await counts(); now.waiting + now.inFlight > 0; now = await counts()) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
