import type { Diagnostic } from '@crosswalk/diagnostics';
import {
  budgetOf,
  Run as Evaluation,
  JsonataError,
  type Limits,
  spend,
  type TraceEvent,
} from '@crosswalk/jsonata/runtime';
import type { MapContext, Settings } from '../contract.ts';
import { Reading, type ReadingState } from '../words/reading.ts';
import { kindOf } from './kinds.ts';

/** What one `map` may use, all its expressions together. */
export const limits = { steps: 1_000_000, depth: 500, text: 1_000_000, array: 100_000 } as const satisfies Limits;

const nothing: Settings = Object.freeze({});

/** What traced code tells; packages/engine/src/explain listens. */
export interface Tracer {
  failed(error: Diagnostic): void;
  /** A part of an expression gave a value. */
  probe(event: TraceEvent): void;
}

/**
 * The state of one `map`: what generated code and words work with. Making one costs as much as mapping a small event, so
 * a module uses the same one for one event after the other (`begin`).
 */
export class Run extends Evaluation implements ReadingState {
  settings: Settings = nothing;
  /** Made at the first warning: most events have none. */
  warnings: Diagnostic[] | undefined = undefined;
  errors: Diagnostic[] | undefined = undefined;
  readonly reading = new Reading();
  /** The field that is being made, for warnings of words. */
  field: string | undefined = undefined;
  /** An event is being mapped. */
  busy = false;
  /** Told of every step, by code that was generated to explain. */
  readonly tracer: Tracer | undefined;

  constructor(marking: boolean, tracer?: Tracer) {
    super({ budget: budgetOf(limits), marking, trace: tracer && ((event) => tracer.probe(event)) });
    this.tracer = tracer;
  }

  /** Ready for an event: nothing of the one before is left. */
  begin(root: unknown, context: MapContext): this {
    this.busy = true;
    this.root = root;
    this.now = context.now;
    // Mostly the same ones; a comparison is quicker than to write a reference.
    if (this.settings !== context.settings) this.settings = context.settings;
    this.budget.steps = limits.steps;
    this.budget.depth = limits.depth;
    this.warnings = undefined;
    this.errors = undefined;
    this.field = undefined;
    this.reading.forget();
    if (this.marking) {
      this.sequences = undefined;
      this.kept = undefined;
      this.whole = undefined;
    }
    return this;
  }

  /** The event is mapped, and not held on to. */
  end(): void {
    this.busy = false;
    this.root = undefined;
  }

  spend(steps: number): void {
    spend(this.budget, steps);
  }

  warn(code: 'R402' | 'R407', message: string): void {
    this.note(code, message, 'warning');
  }

  note(code: string, message: string, severity: 'warning' | 'error'): void {
    const diagnostic: Diagnostic =
      this.field === undefined ? { code, severity, message } : { code, severity, message, field: this.field };
    const list = (severity === 'error' ? this.errors : this.warnings) ?? [];
    if (severity === 'error') this.errors = list;
    else this.warnings = list;
    if (!list.some((other) => same(other, diagnostic))) list.push(diagnostic);
  }
}

const same = (a: Diagnostic, b: Diagnostic) => a.code === b.code && a.field === b.field && a.message === b.message;

/**
 * An expression of a field failed: the field is not present (a warning). A budget that is used up ends the whole event,
 * for everything after it would fail too.
 */
export function failed(run: Run, error: unknown): undefined {
  if (!(error instanceof JsonataError) || isExhausted(error)) throw error;
  const message = failure(error, 'the expression failed');
  run.tracer?.failed({ code: 'R403', severity: 'warning', message });
  run.note('R403', message, 'warning');
  return undefined;
}

/** What `$error` of a mapping says is the mapping's own sentence; other errors are JSONata's, with its code. */
export function failure({ code, message, functionName, value }: JsonataError, what: string): string {
  if (code === 'D3137') return message;
  // JSONata's own sentence quotes the text, which may be a person's.
  const said = code === 'D3140' ? `$${functionName} cannot read what it was given, ${kindOf(value)}` : message;
  return `${what}: ${said} (${code})`;
}

/** Codes of budgets: depth, steps, text, arrays, ranges. */
const exhausted = new Set(['D1011', 'D1012', 'D1015', 'D1016', 'D2014']);
export const isExhausted = (error: JsonataError) => exhausted.has(error.code);
