import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';

/** True for the addresses and names by which a machine reaches only itself; `host` without a port. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/**
 * The pages ask for no password, so they are for whoever sits at this machine. A foreign name that was made to point here
 * (DNS rebinding) is told by its Host. Throws `Refusal`.
 */
export function requireLoopbackHost(request: FastifyRequest): void {
  const host = (request.headers.host ?? '').replace(/:\d*$/, '');
  if (!isLoopback(host)) {
    throw new Refusal(
      403,
      'These pages answer to localhost and 127.0.0.1 only. To open them to others, start Connect with --host',
    );
  }
}

/** Lets only forms of our own pages through: other sites can send forms here, but not as ours. Throws `Refusal`. */
export function requireOwnForm(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOwn = site === undefined ? hostOf(origin) === host : site === 'same-origin';
  if (!isOwn || host === undefined) throw new Refusal(403, 'This form was not sent from a page of this Connect');
}

function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Headers of every page: nothing from elsewhere, no scripts in the markup, no framing, nothing kept by browsers. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // "no-referrer" would turn the Origin of our own forms into "null".
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};
