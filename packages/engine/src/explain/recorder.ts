import type { Diagnostic } from '@crosswalk/diagnostics';
import type { TraceEvent } from '@crosswalk/jsonata/runtime';
import type { ExpressionTrace, FieldTrace, Outcome, RuleTrace, Trace } from '../contract.ts';
import type { Run, Tracer } from '../runtime/run.ts';
import type { TraceTexts } from './texts.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenRule = Open<Omit<RuleTrace, 'lets' | 'fields'>> & {
  lets: Open<RuleTrace['lets'][number]>[];
  fields: OpenField[];
};
type OpenField = Open<Omit<FieldTrace, 'tried'>> & { tried: Open<ExpressionTrace>[] };

/** Is told by traced code what it does, and puts it together as a `Trace`. */
export class Recorder implements Tracer {
  private readonly texts: TraceTexts;
  private readonly rules: OpenRule[] = [];
  private readonly openFields: OpenField[] = [];
  private current: Open<ExpressionTrace> | undefined;
  private reads: { text: string; value?: unknown }[] = [];
  private place: 'when' | 'let' | 'skip' | 'field' = 'when';
  private letName = '';

  constructor(texts: TraceTexts) {
    this.texts = texts;
  }

  rule(index: number): void {
    this.place = 'when';
    this.rules.push({ ...this.texts.rules[index]!, when: blank, lets: [], fields: [] });
  }

  let(name: string): void {
    this.place = 'let';
    this.letName = name;
  }

  skip(): void {
    this.place = 'skip';
  }

  field(operation: string, field: string): void {
    this.place = 'field';
    const opened: OpenField = { operation, field, tried: [], status: 'absent' };
    this.rules.at(-1)?.fields.push(opened);
    this.openFields.push(opened);
  }

  /** An expression begins. */
  start(index: number): void {
    this.reads = [];
    this.current = { ...this.texts.expressions[index]!, reads: this.reads };
    const rule = this.rules.at(-1);
    if (!rule) return;
    if (this.place === 'when') rule.when = this.current;
    else if (this.place === 'skip') rule.skip = this.current;
    else if (this.place === 'let') rule.lets.push(Object.assign(this.current, { name: this.letName }));
    else this.openFields.at(-1)?.tried.push(this.current);
  }

  /** A part of an expression gave a value; what is kept are the parts, not the expression as a whole. */
  probe({ start, end, origin, value }: TraceEvent): void {
    const source = origin === undefined ? this.current?.expression : this.texts.functions[origin];
    const text = source?.slice(start, end);
    if (text === undefined || text === this.current?.expression.trim() || this.reads.some((read) => read.text === text))
      return;
    // Settings as a whole hold secrets; the one that is meant is read right after.
    if (text === '$settings') return;
    this.reads.push(value === undefined ? { text } : { text, value });
  }

  gave(value: unknown): void {
    if (this.current && value !== undefined) this.current.value = value;
  }

  failed(error: Diagnostic): void {
    if (this.current) this.current.error = error;
  }

  /** The field that was opened last is done. */
  settled(run: Run, value: unknown): void {
    const field = this.openFields.pop();
    if (!field) return;
    if (value !== undefined) {
      field.status = 'sent';
      field.value = value;
      return;
    }
    const said = [...(run.errors ?? []), ...(run.warnings ?? [])].find(
      (diagnostic) => diagnostic.field === field.field,
    );
    field.status = said === undefined || said.code === 'R401' ? 'absent' : said.code === 'R403' ? 'failed' : 'left out';
    field.because = said?.message ?? 'nothing that it is made from is present in the event';
  }

  finish(outcome: Outcome): Trace {
    return { outcome, rules: this.rules };
  }
}

const blank: ExpressionTrace = { expression: '', file: '', start: 0, end: 0, reads: [] };
