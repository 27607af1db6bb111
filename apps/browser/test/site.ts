import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site for tests: pages and scripts by path, under a policy that forbids eval and inline scripts. */
export async function openSite() {
  const files = new Map<string, string>();
  let elsewhere = '';
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://site').pathname;
    const text = files.get(path);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self' ${elsewhere}; connect-src *`,
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Lets pages load scripts from another origin too. */
    allowScripts: (origin: string) => {
      elsewhere = origin;
    },
    /** Puts a script there. */
    script: (path: string, text: string) => void files.set(path, text),
    /** Puts a page there; `head` holds its script elements. */
    page: (path: string, head: string) =>
      void files.set(path, `<!doctype html><html><head>${head}</head><body></body></html>`),
    /** Puts a whole document there. */
    document: (path: string, text: string) => void files.set(path, text),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Site = Awaited<ReturnType<typeof openSite>>;
