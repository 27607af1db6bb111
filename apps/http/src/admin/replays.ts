import { type Clock, type Ledger, type Revival, replay, type Selection, type Tally } from '@crosswalk/delivery';
import { Fault } from './fault.ts';

/** What is to be delivered anew. */
export interface ReplayOrder {
  readonly selection: Selection;
  readonly how: Revival;
  /** Deliveries that are revived in a second. */
  readonly perSecond: number;
}

/** A replay as operators see it. */
export interface ReplayState {
  readonly id: number;
  readonly state: 'running' | 'done' | 'aborted' | 'failed';
  /** Deliveries that could be revived when it began. */
  readonly total: number;
  readonly revived: number;
  readonly how: Revival;
  readonly perSecond: number;
  /** Why it failed. */
  readonly fault?: string;
}

interface Run {
  shown: ReplayState;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Replays that are seen by number; the older ones are forgotten. */
const mostKept = 20;

/** The replays of this server: one at a time, so that the rate that was asked for is the rate there is. */
export class Replays {
  private readonly ledger: Ledger;
  private readonly clock: Clock;
  private readonly runs = new Map<number, Run>();
  private newest = 0;
  private isStarting = false;

  constructor(ledger: Ledger, clock: Clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** How many deliveries such a replay would revive, by outlet, state and code. */
  async count({ selection, how }: Pick<ReplayOrder, 'selection' | 'how'>): Promise<readonly Tally[]> {
    const states = how.asMapped ? ['dead'] : ['dead', 'skipped'];
    if (how.again) states.push('delivered');
    return (await this.ledger.tally(selection)).filter(({ state }) => states.includes(state));
  }

  /** Begins a replay. Throws a `Fault` while another one runs. */
  async start(order: ReplayOrder): Promise<ReplayState> {
    const busy = this.list().find(({ state }) => state === 'running');
    if (busy || this.isStarting) {
      throw new Fault(409, `replay ${busy?.id ?? this.newest} runs; wait for it or abort it first`);
    }
    this.isStarting = true;
    try {
      const total = totalOf(await this.count(order));
      // What is accepted from now on is not meant, or a busy server would never come to the end.
      const [last] = await this.ledger.select({}, { before: Number.MAX_SAFE_INTEGER, most: 1 });
      return this.begin(order, total, last?.seq ?? 0);
    } finally {
      this.isStarting = false;
    }
  }

  /** The newest first. */
  list(): readonly ReplayState[] {
    return Array.from(this.runs.values(), ({ shown }) => shown).reverse();
  }

  find(id: number): ReplayState | undefined {
    return this.runs.get(id)?.shown;
  }

  /** Ends a replay: what was revived goes on to be delivered, the rest stays as it is. */
  async abort(id: number): Promise<ReplayState | undefined> {
    const run = this.runs.get(id);
    run?.abort.abort();
    await run?.ended;
    return run?.shown;
  }

  async stop(): Promise<void> {
    await Promise.all(Array.from(this.runs.keys(), (id) => this.abort(id)));
  }

  private begin({ selection, how, perSecond }: ReplayOrder, total: number, last: number): ReplayState {
    const id = ++this.newest;
    const abort = new AbortController();
    const update = (change: Partial<ReplayState>) => {
      run.shown = { ...run.shown, ...change };
    };
    const ledger: Pick<Ledger, 'select' | 'revive'> = {
      select: async (...asked) => (await this.ledger.select(...asked)).filter(({ seq }) => seq <= last),
      revive: (...asked) => this.ledger.revive(...asked),
    };
    const { clock } = this;
    const onProgress = ({ revived }: { revived: number }) => update({ revived });
    const work = async () => {
      try {
        const { signal } = abort;
        const { revived } = await replay({ ledger, clock, selection, how, perSecond, signal, onProgress });
        update({ revived, state: signal.aborted ? 'aborted' : 'done' });
      } catch (error) {
        update({ state: 'failed', fault: error instanceof Error ? error.message : String(error) });
      }
    };
    const shown: ReplayState = { id, state: 'running', total, revived: 0, how, perSecond };
    // Begins in a turn of its own: `run` is there by then.
    const run: Run = { shown, abort, ended: Promise.resolve().then(work) };
    this.runs.set(id, run);
    this.runs.delete(id - mostKept);
    return shown;
  }
}

/** Deliveries of all tallies. */
export function totalOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0);
}
