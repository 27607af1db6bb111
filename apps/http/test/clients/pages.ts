import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Ways by which analytics.js comes into a page. */
export const ways = ['snippet', 'npm', 'npm of 1.70'] as const;
export type Way = (typeof ways)[number];

/** What a page with the snippet holds: calls wait in a list until the script is there, which is loaded from our host alone. */
const snippet = (host: string, key: string) => `
  var analytics = (window.analytics = []);
  analytics.methods = ['identify', 'track', 'page', 'screen', 'alias', 'group', 'reset', 'ready', 'on'];
  analytics.methods.forEach(function (method) {
    analytics[method] = function () {
      analytics.push([method].concat(Array.prototype.slice.call(arguments)));
      return analytics;
    };
  });
  analytics._writeKey = '${key}';
  // Over plain http the script cannot tell by itself where it came from.
  analytics._cdn = '${host}';
  analytics.SNIPPET_VERSION = '5.2.1';
  var script = document.createElement('script');
  script.async = true;
  script.src = '${host}/analytics.js/v1/${key}/analytics.min.js';
  document.head.appendChild(script);`;

const bundled = (host: string, key: string) => `
  window.analytics = loaded.AnalyticsBrowser.load(
    { writeKey: '${key}', cdnURL: '${host}' },
    { integrations: { 'Segment.io': { apiHost: '${new URL(host).host}/v1', protocol: 'http' } } },
  );`;

const packages = { npm: '@segment/analytics-next', 'npm of 1.70': 'analytics-next-1.70' } as const;

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
  const scripts = {
    npm: await bundle(packages.npm),
    'npm of 1.70': await bundle(packages['npm of 1.70']),
  };
  const server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url!, 'http://shop');
    const [way, host, key] = ['way', 'host', 'key'].map((name) => searchParams.get(name)) as [Way, string, string];
    if (pathname !== '/') return response.writeHead(404).end();
    const script = way === 'snippet' ? snippet(host, key) : `${scripts[way]}\n${bundled(host, key)}`;
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
