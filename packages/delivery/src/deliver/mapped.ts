import type { Dead, Skipped } from '../ledger.ts';
import type { Waiting } from '../log.ts';
import type { BodyWriter, Written } from './bodies.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** A request that a call became, with its body as JSON. */
export interface WrittenRequest {
  readonly operation: string;
  readonly body: Written;
}

/** What a call becomes: requests, or its fate when nothing is sent. */
export type Mapped =
  | { readonly requests: readonly WrittenRequest[]; readonly fate?: never }
  | { readonly fate: Skipped | Dead; readonly requests?: never };

/**
 * Maps a waiting call. The told time is that of acceptance, so it is the same whenever it is done: as soon as the call is
 * read, as its requests are a few bytes, and the call is many objects.
 */
export function mapped(
  { call, replay, part, acceptedAt }: Waiting,
  { program, settings }: ConfiguredOutlet,
  writer: BodyWriter,
): Mapped {
  if (replay?.kind === 'as mapped') {
    const { operation } = replay.stored;
    if (!program.operations[operation]) return { fate: dead(`The mapping no longer sends ${operation}`) };
    const body = writer.write(replay.stored.body);
    return { requests: Array.from({ length: part + 1 }, () => ({ operation, body })) };
  }
  const outcome = program.map(call, { settings, now: acceptedAt });
  if (outcome.status === 'rejected') {
    const reasons = outcome.errors.map(
      ({ code, field, message }) => `${code}${field === undefined ? '' : ` in ${field}`}: ${message}`,
    );
    return { fate: dead(reasons.join('; ')) };
  }
  if (outcome.status === 'skipped') return { fate: skipped(outcome.reason, outcome.code) };
  if (outcome.requests.length <= part) return { fate: skipped('The mapping sends nothing for it') };
  return { requests: outcome.requests.map(({ operation, body }) => ({ operation, body: writer.write(body) })) };
}

function dead(reason: string): Dead {
  return { status: 'dead', code: 'MESSAGE_REJECTED', reason };
}

function skipped(reason: string, code = 'NO_MATCHING_MAPPING'): Skipped {
  return { status: 'skipped', code, reason };
}
