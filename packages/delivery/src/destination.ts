/** What delivery needs of a compiled mapping. The engine's destinations are such, with the road of `route` before `map`. */
export interface Destination {
  readonly name: string;
  readonly version: string;
  readonly operations: Readonly<Record<string, { readonly batch?: unknown; readonly most: number }>>;
  /** `now` in milliseconds since 1970. */
  map(event: unknown, context: { readonly settings: Settings; readonly now: number }): Outcome;
  pack(
    operation: string,
    bodies: WrittenBodies,
    context: { readonly settings: Settings; readonly deliveryId: string },
  ): HttpRequest;
  judge(answer: Answer): Verdict;
}

/** Bodies as they were written, as a JSON array in UTF-8, and how many they are. */
export interface WrittenBodies {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  /** The bodies read again, for an operation that wraps them. */
  list(): readonly object[];
}

export type Settings = Readonly<Record<string, unknown>>;

export type Outcome =
  | { readonly status: 'mapped'; readonly requests: readonly MappedRequest[] }
  | { readonly status: 'skipped'; readonly reason: string; readonly code?: string }
  | {
      readonly status: 'rejected';
      readonly errors: readonly { readonly code: string; readonly field?: string; readonly message: string }[];
    };

export interface MappedRequest {
  readonly operation: string;
  readonly body: object;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** What came back: a whole answer with its status, or none and why (`timeout`, `reset`, `unresolved` ...). */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly error?: string;
}

/** done: delivered. retry: later. split: find the bad call. hold: the environment is at fault. dead: never again. */
export type Verdict = 'done' | 'retry' | 'split' | 'hold' | 'dead';

/** Sends one request and answers what came back. Never rejects. */
export type Send = (request: HttpRequest) => Promise<Answer>;
