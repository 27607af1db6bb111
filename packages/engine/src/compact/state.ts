import type { Diagnostic } from '@crosswalk/diagnostics';
import type { MapContext, Settings } from '../contract.ts';
import type { WordState } from '../words/state.ts';

/**
 * The state of one `map` in a page: what words and JSONata's functions ask of a run. A page maps the calls of its own
 * visitor, so nothing is counted; what the server limits is limited by what a page may send.
 */
export class State implements WordState {
  readonly root: unknown;
  readonly now: number;
  readonly settings: Settings;
  readonly budget = { steps: 1e9, depth: 1e9, text: 1e6, array: 1e5 };
  readonly marking = false;
  readonly spellings = { object: undefined, keys: [] };
  /** Values of the rule's `let:`. */
  lets: unknown[] = [];
  field: string | undefined;
  warnings: Diagnostic[] | undefined;
  errors: Diagnostic[] | undefined;

  constructor(root: unknown, { settings, now }: MapContext) {
    this.root = root;
    this.settings = settings;
    this.now = now;
  }

  spend(): void {}

  warn(code: string, message: string): void {
    this.note(code, message, 'warning');
  }

  note(code: string, message: string, severity: 'warning' | 'error'): void {
    const { field } = this;
    const kind = severity === 'error' ? 'errors' : 'warnings';
    const list = this[kind] ?? [];
    this[kind] = list;
    if (list.some((one) => one.code === code && one.field === field && one.message === message)) return;
    list.push({ code, severity, message, ...(field !== undefined && { field }) });
  }
}
