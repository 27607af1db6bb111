import type { IncomingHttpHeaders } from 'node:http';

/** True for the addresses and names by which a machine reaches only itself; `host` without a port. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/**
 * True when a request was sent to this machine by a name of its own. Pages that ask for no password are for whoever sits at
 * the machine; a foreign name that was made to point here (DNS rebinding) is told by its Host.
 */
export function isToLoopback({ host = '' }: IncomingHttpHeaders): boolean {
  return isLoopback(host.replace(/:\d*$/, ''));
}

/**
 * Whose page made a browser send this: `own`, `other`, or `untold`. Browsers always tell where a POST or DELETE comes from; what
 * tells nothing is a program (Fetch Metadata; RFC 6454).
 */
export function senderOf(headers: IncomingHttpHeaders): 'own' | 'other' | 'untold' {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site === undefined && origin === undefined) return 'untold';
  const isOwn = site === undefined ? host !== undefined && hostOf(origin!) === host : site === 'same-origin';
  return isOwn ? 'own' : 'other';
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * Headers of every page: nothing from elsewhere, no scripts in the markup, no framing, nothing kept by browsers. With `scripts`
 * the page may run files of its own site, and those may ask it for more.
 */
export function pageHeaders({ scripts }: { readonly scripts: boolean }): Readonly<Record<string, string>> {
  const own = scripts ? "script-src 'self'; connect-src 'self'; " : '';
  return {
    'content-security-policy':
      `default-src 'none'; ${own}style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; ` +
      "frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // "no-referrer" would turn the Origin of our own forms into "null".
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'no-store',
  };
}
