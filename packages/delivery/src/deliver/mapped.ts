import type { Dead, Skipped } from '../ledger.ts';
import type { Waiting } from '../log.ts';
import type { Bodies, WrittenRequest } from './bodies.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** The fate of a call that is not sent. */
export type Ended = Skipped | Dead;

/** What a call becomes: requests, or its fate when nothing is sent. */
export type Mapped =
  | { readonly requests: readonly WrittenRequest[]; readonly fate: undefined }
  | { readonly requests: readonly []; readonly fate: Ended };

/**
 * Maps a waiting call. The told time is that of acceptance, so it is the same whenever it is done: as soon as the call is
 * read, as its requests are a few bytes, and the call is many objects.
 */
export function mapped(
  { call, replay, part, acceptedAt }: Waiting,
  { program, settings }: ConfiguredOutlet,
  bodies: Bodies,
): Mapped {
  if (replay?.kind === 'as mapped') {
    const { operation } = replay.stored;
    if (!program.operations[operation]) return ended(dead(`The mapping no longer sends ${operation}`));
    const request = bodies.write(operation, replay.stored.body);
    return { requests: Array.from({ length: part + 1 }, () => request), fate: undefined };
  }
  const outcome = program.map(call, { settings, now: acceptedAt });
  if (outcome.status === 'rejected') {
    const reasons = outcome.errors.map(
      ({ code, field, message }) => `${code}${field === undefined ? '' : ` in ${field}`}: ${message}`,
    );
    return ended(dead(reasons.join('; ')));
  }
  if (outcome.status === 'skipped') return ended(skipped(outcome.reason, outcome.code));
  if (outcome.requests.length <= part) return ended(skipped('The mapping sends nothing for it'));
  return { requests: outcome.requests.map(({ operation, body }) => bodies.write(operation, body)), fate: undefined };
}

function ended(fate: Ended): Mapped {
  return { requests: [], fate };
}

function dead(reason: string): Dead {
  return { status: 'dead', code: 'MESSAGE_REJECTED', reason };
}

function skipped(reason: string, code = 'NO_MATCHING_MAPPING'): Skipped {
  return { status: 'skipped', code, reason };
}
