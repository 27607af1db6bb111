/** A JSON object. Own keys only; `__proto__` and `constructor` are keys like any other. */
export type JsonObject = { readonly [key: string]: unknown };

/** Who somebody is. Numbers are valid ids and stay numbers; text is never blank. */
export type Id = string | number;

/** What every call has once it was taken in by `normalise`. All that the client sent beside these fields is kept as sent. */
export interface CommonFields {
  /** The client's, or a minted one. At most 100 characters; a retry of the same call repeats it. */
  readonly messageId: string;
  /** Absent ids (missing, null, blank) are not keys of a call. */
  readonly userId?: Id;
  readonly anonymousId?: Id;
  /**
   * When it happened: corrected for the client's clock where the call told enough, else as the client wrote it,
   * else the time of receipt. ISO 8601, unless the client wrote something else: that stays for the mapping to warn about.
   */
  readonly timestamp: unknown;
  /** When the server took it, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** The client's own, uncorrected time, as it wrote it. Orders the calls of one page. */
  readonly originalTimestamp?: unknown;
  /** The client's clock when it sent the request, as it wrote it. */
  readonly sentAt?: unknown;
  readonly context: JsonObject;
  readonly integrations: JsonObject;
  readonly [key: string]: unknown;
}

export interface IdentifyCall extends CommonFields {
  readonly type: 'identify';
  readonly traits?: JsonObject | null;
}

export interface TrackCall extends CommonFields {
  readonly type: 'track';
  readonly event: string;
  readonly properties?: JsonObject | null;
}

export interface PageCall extends CommonFields {
  readonly type: 'page';
  readonly name?: string | null;
  readonly category?: string | null;
  readonly properties?: JsonObject | null;
}

export interface ScreenCall extends CommonFields {
  readonly type: 'screen';
  readonly name?: string | null;
  readonly category?: string | null;
  readonly properties?: JsonObject | null;
}

export interface GroupCall extends CommonFields {
  readonly type: 'group';
  readonly groupId?: Id;
  readonly traits?: JsonObject | null;
}

export interface AliasCall extends CommonFields {
  readonly type: 'alias';
  readonly previousId?: Id;
  readonly from?: Id;
  readonly to?: Id;
}

/** A call of a type that Segment does not know, or of none. It is taken in; a mapping skips it with a reason. */
export interface OtherCall extends CommonFields {
  readonly type?: unknown;
}

/** A call as the rest of Crosswalk sees it. Plain data, read-only; what lies inside is shared with the call as sent. */
export type Call = IdentifyCall | TrackCall | PageCall | ScreenCall | GroupCall | AliasCall | OtherCall;

export const callTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type CallType = (typeof callTypes)[number];

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Missing, null and blank text are one thing to Segment's clients: nothing was said. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
