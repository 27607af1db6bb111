import type { FastifyRequest } from 'fastify';
import { Fault } from './fault.ts';

/** True for the addresses and names by which a machine reaches only itself; `host` without a port. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/**
 * The admin listener asks for no password: it is for whoever sits at this machine. A foreign name that was made to point
 * here (DNS rebinding) is told by its Host. Throws `Fault`.
 */
export function requireLoopbackHost({ headers }: FastifyRequest): void {
  if (isLoopback((headers.host ?? '').replace(/:\d*$/, ''))) return;
  throw new Fault(403, 'This listener answers to localhost and 127.0.0.1 only; admin in crosswalk.yaml can open it');
}

/**
 * Refuses what the page of another site made a browser send. Browsers always tell where a POST or DELETE comes from; what
 * tells nothing is a program. Throws `Fault`.
 */
export function requireNoOtherSite({ headers }: FastifyRequest): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined ? origin === undefined || hostOf(origin) === host : site === 'same-origin';
  if (!isOwn) throw new Fault(403, 'This was not sent from a page of this server');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Headers of every answer: nothing from elsewhere, no scripts at all, no framing, nothing kept by browsers. */
export const adminHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // "no-referrer" would turn the Origin of our own forms into "null".
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};
