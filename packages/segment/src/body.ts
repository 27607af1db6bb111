import { isAbsent, isObject, type JsonObject } from './call.ts';
import { type IngestFailure, ingestFailure } from './failure.ts';
import { limits } from './limits.ts';
import type { BatchFields } from './normalise.ts';
import type { PathKind } from './paths.ts';

/** The parsed body of a request, split into what `normalise` takes one by one. */
export interface RequestBody {
  /** The calls as sent, in the order of the request. */
  readonly calls: readonly unknown[];
  /** Calls behind the 2,500th: each fails with `batch_too_long`. */
  readonly surplus: readonly unknown[];
  /** What the path tells of a call that does not tell its type; nothing for a batch. */
  readonly type?: string;
  /** What holds for every call of a batch. */
  readonly batch?: BatchFields;
  /** The write key of the body, else of the first call that has one. */
  readonly writeKey?: string;
  /** Set when the body holds no calls at all: `empty_batch`, `batch_not_list`, `call_not_object`. */
  readonly failure?: IngestFailure;
}

/** Splits a parsed request body by what its path promises. Never throws; `normalise` judges the calls. */
export function readBody(body: unknown, kind: PathKind): RequestBody {
  if (!isObject(body)) return { calls: [], surplus: [], failure: ingestFailure('call_not_object') };
  // The single paths take a batch as well, because proxies are known to send every body to one path.
  if (kind === 'batch' || Array.isArray(body.batch)) return readBatch(body);
  const writeKey = writeKeyOf(body);
  return { calls: [body], surplus: [], type: kind, ...(writeKey !== undefined && { writeKey }) };
}

function readBatch(body: JsonObject): RequestBody {
  const list = body.batch;
  const ofBody = writeKeyOf(body);
  if (!Array.isArray(list) || list.length === 0) {
    const failure = ingestFailure(Array.isArray(list) || isAbsent(list) ? 'empty_batch' : 'batch_not_list');
    return { calls: [], surplus: [], failure, ...(ofBody !== undefined && { writeKey: ofBody }) };
  }
  const writeKey = ofBody ?? list.map(writeKeyOf).find((key) => key !== undefined);
  const { context, integrations, sentAt } = body;
  const fits = list.length <= limits.batchCalls;
  return {
    calls: fits ? list : list.slice(0, limits.batchCalls),
    surplus: fits ? [] : list.slice(limits.batchCalls),
    batch: { context, integrations, sentAt },
    ...(writeKey !== undefined && { writeKey }),
  };
}

function writeKeyOf(value: unknown): string | undefined {
  const key = isObject(value) ? value.writeKey : undefined;
  return typeof key === 'string' && key !== '' ? key : undefined;
}
