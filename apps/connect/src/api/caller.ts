import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Environment } from '../store/environments.ts';
import type { Keys } from './keys.ts';
import { header } from './take.ts';

/**
 * The environment of the key that a request bears. A public key stands in the source of web pages, so whoever wants it has
 * it: it may do what pages need (`isForPages`), from the pages that its environment allows. Throws `Refusal`.
 */
export function callerOf(request: FastifyRequest, keys: Keys, isForPages: boolean): Environment {
  const key = header(request, 'x-outbound-key');
  if (key === undefined) throw new Refusal(401, 'The header X-Outbound-Key is missing');
  const owner = keys.ofPrivate(key);
  if (owner) return owner;
  const environment = keys.ofPublic(key);
  if (!environment) throw new Refusal(401, 'The key in X-Outbound-Key is not one of this Connect');
  if (!isForPages) throw new Refusal(403, 'A public key may send identify and track calls, and nothing else');
  const origin = header(request, 'origin');
  if (origin === undefined) {
    throw new Refusal(403, 'A public key is taken from web pages only, and the header Origin is missing');
  }
  if (!environment.origins.includes(origin)) {
    throw new Refusal(403, 'The public key is not taken from pages of this origin. Start Connect with --origin for it');
  }
  return environment;
}
