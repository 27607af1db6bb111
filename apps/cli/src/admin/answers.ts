/** What the admin API answers, as far as these commands look at it. */
export interface Story {
  readonly seq: number;
  readonly source: string;
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly call: Readonly<Record<string, unknown>>;
  readonly deliveries: readonly Delivery[];
}

export interface Delivery {
  readonly destination: string;
  readonly state: string;
  readonly fate?: { readonly status: string; readonly code?: string; readonly reason?: string };
  readonly attempts: readonly {
    readonly at: number;
    readonly verdict: string;
    readonly status?: number;
    readonly error?: string;
  }[];
  readonly sent?: { readonly deliveryId: string; readonly operation: string; readonly body: object };
}

export interface ReplayCount {
  readonly count: number;
  readonly tallies: readonly {
    readonly source: string;
    readonly destination: string;
    readonly state: string;
    readonly code?: string;
    readonly count: number;
  }[];
}

export interface Replay {
  readonly id: number;
  readonly state: 'running' | 'done' | 'aborted' | 'failed';
  readonly total: number;
  readonly revived: number;
  readonly fault?: string;
}

export interface Trace {
  readonly ids: readonly string[];
  readonly shared: readonly string[];
  readonly calls: readonly number[];
}
