import { isToLoopback, senderOf } from '@crosswalk/pages';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';

/** The pages ask for no password, so they are for whoever sits at this machine. Throws `Refusal`. */
export function requireLoopbackHost({ headers }: FastifyRequest): void {
  if (isToLoopback(headers)) return;
  throw new Refusal(
    403,
    'These pages answer to localhost and 127.0.0.1 only. To open them to others, start Connect with --host',
  );
}

/** Lets only forms of our own pages through: other sites can send forms here, but not as ours. Throws `Refusal`. */
export function requireOwnForm({ headers }: FastifyRequest): void {
  if (senderOf(headers) === 'own') return;
  throw new Refusal(403, 'This form was not sent from a page of this Connect');
}
