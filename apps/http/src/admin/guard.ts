import { isToLoopback, senderOf } from '@crosswalk/pages';
import type { FastifyRequest } from 'fastify';
import { Fault } from './fault.ts';

/** The admin listener asks for no password: it is for whoever sits at this machine. Throws `Fault`. */
export function requireLoopbackHost({ headers }: FastifyRequest): void {
  if (isToLoopback(headers)) return;
  throw new Fault(403, 'This listener answers to localhost and 127.0.0.1 only; admin in crosswalk.yaml can open it');
}

/** Refuses what the page of another site made a browser send; programs, which tell nothing, are welcome. Throws `Fault`. */
export function requireNoOtherSite({ headers }: FastifyRequest): void {
  if (senderOf(headers) === 'other') throw new Fault(403, 'This was not sent from a page of this server');
}
