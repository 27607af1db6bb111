import type { Trace } from '../ledger.ts';
import { Environment } from './environment.ts';
import { type DeliveryOptions, type Tuning, usualTuning } from './options.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** What an operator may ask about an environment. */
export interface EnvironmentState {
  readonly outlets: readonly { readonly source: string; readonly destination: string }[];
  /** `open`: held back because it refuses everything; `slow`: tried one at a time because it fails. */
  readonly breaker: 'closed' | 'slow' | 'open';
  /** What came back last, when that is why it is not closed: `answer 401`, `no answer (refused)`. */
  readonly reason?: string;
  /** Batches that were written and not settled. */
  readonly openBatches: number;
}

interface Group {
  readonly outlets: readonly ConfiguredOutlet[];
  readonly environment: Environment;
}

/**
 * Delivers what the log holds, each environment on its own: one that is down or slow leaves the others at full speed.
 */
export class Deliverer {
  private readonly options: DeliveryOptions;
  private readonly tuning: Tuning;
  private groups = new Map<string, Group>();
  private configuring: Promise<unknown> = Promise.resolve();
  private readonly unwatch: () => void;

  constructor(options: DeliveryOptions) {
    this.options = options;
    this.tuning = { ...usualTuning, ...options.tuning };
    this.unwatch = options.store.watch((sources) => this.wake(new Set(sources)));
  }

  /**
   * From now on delivers through these outlets, and no others. Environments of which nothing changed are not disturbed; the
   * others finish what is under way and begin anew from the store, so that open batches go on with the new settings.
   */
  configure(outlets: readonly ConfiguredOutlet[]): Promise<void> {
    return this.next(() => this.change(Map.groupBy(outlets, ({ environment }) => environment)));
  }

  /**
   * Erases what is kept of a person (`Ledger.forget`); gives how many calls. Everything that is under way comes to rest first,
   * and begins anew from the store then, so that nothing of the person is left in memory either.
   */
  forget(trace: Trace): Promise<number> {
    return this.next(async () => {
      const outlets = Map.groupBy(
        Array.from(this.groups.values()).flatMap((group) => group.outlets),
        ({ environment }) => environment,
      );
      await this.change(new Map());
      try {
        return await this.options.store.forget(trace);
      } finally {
        await this.change(outlets);
      }
    });
  }

  /** Resolves when nothing of the configured outlets waits or is open. */
  async idle(): Promise<void> {
    do {
      await this.configuring;
      await Promise.all(Array.from(this.groups.values(), ({ environment }) => environment.idle()));
    } while (Array.from(this.groups.values()).some(({ environment }) => !environment.isIdle));
  }

  state(): EnvironmentState[] {
    return Array.from(this.groups.values(), ({ outlets, environment }) => ({
      outlets: outlets.map(({ source, destination }) => ({ source, destination })),
      breaker: environment.breaker.state,
      ...(environment.reason !== undefined && { reason: environment.reason }),
      openBatches: environment.openBatches,
    }));
  }

  /** Sends nothing more, and waits for what is under way, at most `graceMs` (default 10 s). */
  async stop(graceMs = 10_000): Promise<void> {
    this.unwatch();
    await this.configuring;
    await Promise.all(Array.from(this.groups.values(), ({ environment }) => environment.close(graceMs)));
    this.groups = new Map();
  }

  /** One change after the other; one that fails does not keep the next from being made. */
  private next<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.configuring.then(change);
    this.configuring = changed.catch(() => {});
    return changed;
  }

  private wake(sources: ReadonlySet<string>): void {
    for (const { outlets, environment } of this.groups.values()) {
      if (outlets.some(({ source }) => sources.has(source))) environment.wake();
    }
  }

  private async change(wanted: ReadonlyMap<string, readonly ConfiguredOutlet[]>): Promise<void> {
    const stays = (key: string) => isSame(this.groups.get(key)?.outlets ?? [], wanted.get(key) ?? []);
    const ended = [...this.groups].filter(([key]) => !stays(key));
    // All of them end before one begins, as outlets may move from one to another.
    await Promise.all(ended.map(([, { environment }]) => environment.close(11_000)));
    for (const [key] of ended) this.groups.delete(key);
    for (const [key, outlets] of wanted) {
      if (this.groups.has(key)) continue;
      const environment = new Environment(outlets, this.options, this.tuning);
      this.groups.set(key, { outlets, environment });
      await environment.start();
    }
  }
}

function isSame(before: readonly ConfiguredOutlet[], now: readonly ConfiguredOutlet[]): boolean {
  const textOf = ({ source, destination, program, settings }: ConfiguredOutlet) =>
    JSON.stringify([source, destination, program.name, program.version, settings]);
  const texts = new Set(before.map(textOf));
  return before.length === now.length && now.every((outlet) => texts.has(textOf(outlet)));
}
