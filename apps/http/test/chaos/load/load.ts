/** Where calls come in: sources by the names of crosswalk.yaml, and their write keys. */
export const writeKeys = { shop: 'k-shop', app: 'k-app', far: 'k-far', down: 'k-down' } as const;
export type SourceName = keyof typeof writeKeys;

/** A call as its client made it. Its `messageId` is unlike any other's. */
export interface Call {
  readonly type: 'track' | 'identify' | 'alias';
  readonly messageId: string;
  /** The client's own time, ISO 8601. */
  readonly timestamp: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly previousId?: string;
  readonly [key: string]: unknown;
}

/** A call that was answered with 200. */
export interface Told {
  readonly source: SourceName;
  readonly call: Call;
  /** The same for calls that came in one request; counted from 0. */
  readonly request: number;
}

/** What those who send share. */
export class Load {
  readonly told: Told[] = [];
  /** No new calls are made any more. */
  isOver = false;
  /** Requests that were sent a second time though they had been answered, as SDKs do that heard nothing. */
  repeated = 0;
  /** Where to send to now. */
  readonly address: () => Promise<string>;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
  private requests = 0;

  constructor(address: () => Promise<string>, random: () => number) {
    this.address = address;
    this.random = random;
  }

  /** Notes calls of one request, in their order. */
  tell(source: SourceName, calls: readonly Call[]): void {
    const request = this.requests++;
    for (const call of calls) this.told.push({ source, call, request });
  }

  /** A whole number from `from` up to `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }
}
