import type { FastifyReply } from 'fastify';
import { errorBody, Refusal } from './refusal.ts';

export interface Fault {
  readonly status: number;
  readonly message: string;
}

/** SQLite's codes for no memory, read-only, a disk that fails, is full, can't be opened: the call may be sent again. */
const passing = new Set([7, 8, 10, 13, 14]);

/** What an error means to the caller. One that is nobody's fault but ours goes to stderr whole. */
export function toFault(error: Error): Fault {
  if (error instanceof Refusal) return { status: error.status, message: error.message };
  const { statusCode, errcode } = error as { statusCode?: number; errcode?: number };
  if (statusCode === 413) return { status: 413, message: 'The body is larger than 8 MB' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, message: error.message };
  }
  console.error(error);
  if (errcode !== undefined && passing.has(errcode & 0xff))
    return { status: 503, message: 'The call could not be stored' };
  return { status: 500, message: 'Connect failed on this call' };
}

/** Answers an error in the API's form. */
export function answerFault(error: Error, reply: FastifyReply): Fault {
  const fault = toFault(error);
  if (fault.status === 503) reply.header('retry-after', '5');
  reply.code(fault.status).type('application/json; charset=utf-8').send(errorBody(fault.status, fault.message));
  return fault;
}
