/**
 * Why a call or a request fails on ingest: Segment's public codes in Segment's meaning (its page "Delivery Overview"),
 * and, where Segment has no word, codes of the same style. Messages hold no values of people.
 */
export const ingestCodes = {
  no_user_anon_id: 'A userId or anonymousId was not provided',
  id_required: 'An identifier (anonymousId or userId) is required on all calls',
  id_not_string: 'An id is neither text nor a number',
  event_not_defined: 'A track call has no event name',
  event_not_string: 'The event name of a track call is not text',
  properties_not_object: 'The properties are not an object',
  traits_not_object: 'The traits are not an object',
  name_not_string: 'The name of a page or screen call is not text',
  category_not_string: 'The category of a page or screen call is not text',
  empty_batch: 'The batch contains no calls',
  unknown_source: 'No source has this write key',
  source_disabled: 'The source is not enabled',
  // Segment answers these with a 400 or drops them without a public code.
  call_not_object: 'The call is not an object',
  call_too_large: 'The call is larger than 32 KB',
  call_too_deep: 'Objects and lists lie more than 64 deep in one another',
  message_id_not_string: 'The messageId is not text',
  message_id_too_long: 'The messageId is longer than 100 characters',
  batch_not_list: 'The batch is not a list',
  batch_too_long: 'The call lies behind the 2,500 calls that a batch may hold',
} as const;

export type IngestCode = keyof typeof ingestCodes;

/** Why something was not taken in, as data. `messageId` and `type` are the call's own, when they can be told. */
export interface IngestFailure {
  readonly code: IngestCode;
  readonly message: string;
  readonly messageId?: string;
  readonly type?: string;
}

/** A failure in the words of its code; `detail` says more, without values of people. */
export function ingestFailure(code: IngestCode, detail?: string): IngestFailure {
  return { code, message: detail === undefined ? ingestCodes[code] : `${ingestCodes[code]}: ${detail}` };
}
