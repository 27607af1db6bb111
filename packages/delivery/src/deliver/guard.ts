import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Outlet } from '../call.ts';
import type { Answer, Verdict } from '../destination.ts';
import type { Breaker } from './breaker.ts';
import type { Fleet } from './fleet.ts';
import type { Lanes } from './lanes.ts';
import { goesOn, refuses, said } from './reports.ts';

export interface GuardOptions {
  readonly outlets: readonly Outlet[];
  readonly breaker: Breaker;
  readonly fleet: Fleet;
  readonly lanes: Lanes;
  readonly tell: (diagnostic: Diagnostic) => void;
}

/**
 * What answers say of an environment as a whole: they move its breaker, and with it the counting of time, and people are told
 * when it is held back and when it goes on.
 */
export class Guard {
  private isHeldBack = false;
  private trouble: string | undefined;
  private readonly options: GuardOptions;

  constructor(options: GuardOptions) {
    this.options = options;
  }

  /** What came back last, while the breaker is not closed. */
  get reason(): string | undefined {
    return this.options.breaker.state === 'closed' ? undefined : this.trouble;
  }

  /** A batch came back; it may be tried again at `dueAt`. `isProbe`: the breaker was not closed when it was sent. */
  hear(answer: Answer, verdict: Verdict, dueAt: number, isProbe: boolean, now: number): void {
    const { breaker } = this.options;
    const before = breaker.state;
    if (verdict === 'hold' || verdict === 'retry') this.trouble = said(answer);
    if (verdict === 'hold') breaker.refused(now);
    else if (verdict === 'retry') breaker.failed(isProbe, dueAt);
    else breaker.answered(isProbe);
    if (breaker.state !== before) this.changed(before, answer, now);
  }

  private changed(before: Breaker['state'], answer: Answer, now: number): void {
    const { breaker, fleet, lanes, outlets, tell } = this.options;
    if (breaker.state === 'open') {
      fleet.count(false);
      if (!this.isHeldBack) tell(refuses(outlets, answer));
      this.isHeldBack = true;
    }
    if (before === 'open') {
      fleet.count(true);
      lanes.restartWaiting();
    }
    if (breaker.state === 'closed') {
      fleet.hurry(now);
      if (this.isHeldBack) tell(goesOn(outlets));
      this.isHeldBack = false;
    }
  }
}
