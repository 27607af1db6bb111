import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Ways by which analytics.js comes into a page. */
export const ways = ['snippet', 'npm', 'npm of 1.70'] as const;
export type Way = (typeof ways)[number];

/** The snippet of docs/clients.md, word for word but for host and key. */
function snippet(host: string, key: string): string {
  const page = readFileSync(new URL('../../../../docs/clients.md', import.meta.url), 'utf8');
  const script = /```html\n<script>\n([\s\S]*?)<\/script>/.exec(page)![1]!;
  return script.replace('https://calls.example.com', host).replace('WRITE_KEY', key);
}

const bundled = (host: string, key: string) =>
  `window.analytics = loaded.AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${host}' });`;

const packages = { npm: '@segment/analytics-next', 'npm of 1.70': 'analytics-next-1.70' } as const;
const bundles = new Map<string, Promise<string>>();

/** Made when a page first asks for it. */
function bundleOf(way: keyof typeof packages): Promise<string> {
  const made = bundles.get(way) ?? bundle(packages[way]);
  bundles.set(way, made);
  return made;
}

async function bundle(name: string): Promise<string> {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: `export { AnalyticsBrowser } from '${name}';`, resolveDir },
    bundle: true,
    format: 'iife',
    globalName: 'loaded',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

export interface Shop {
  /** The address of a page that takes analytics.js this way, from the host and for the key. */
  page(way: Way, host: string, key: string): string;
  close(): Promise<unknown>;
}

/** A web site whose pages take analytics.js in all ways. */
export async function openShop(): Promise<Shop> {
  const server = createServer(async (request, response) => {
    const { searchParams, pathname } = new URL(request.url!, 'http://shop');
    const [way, host, key] = ['way', 'host', 'key'].map((name) => searchParams.get(name)) as [Way, string, string];
    if (pathname !== '/') return response.writeHead(404).end();
    const script = way === 'snippet' ? snippet(host, key) : `${await bundleOf(way)}\n${bundled(host, key)}`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end(
      `<!doctype html><title>Shop</title><script>${script.replaceAll('</script', '<\\/script')}</script>`,
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    page: (way, host, key) =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/?${new URLSearchParams({ way, host, key })}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
