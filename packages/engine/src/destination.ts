import type {
  Answer,
  Destination,
  HttpRequest,
  MapContext,
  Operation,
  PackContext,
  RuleInfo,
  Trace,
  Verdict,
} from './contract.ts';
import { Recorder } from './explain/recorder.ts';
import { loadTraced, type Program, type Traced } from './generate/load.ts';
import { moduleSource } from './generate/module-source.ts';
import type { Field, Mapping, OperationModel, Rule } from './model/mapping.ts';
import { Run } from './runtime/run.ts';
import { answerAsInput, usualVerdict } from './transport/judge.ts';
import { pack } from './transport/pack.ts';

/** A mapping and its program as a destination. */
export function destinationOf(mapping: Mapping, program: Program, version: string): Destination {
  let traced: Traced | undefined;
  return {
    name: mapping.name,
    version,
    names: mapping.names,
    operations: Object.fromEntries(
      [...mapping.operations].map(([name, operation]) => [name, operationInfo(operation)]),
    ),
    rules: mapping.rules.map(ruleInfo),
    settings: (given) => mapping.settings.complete(given),
    map: (event, context) => program.map(event, context),
    explain(event: unknown, context: MapContext): Trace {
      traced ??= loadTraced(mapping);
      const recorder = new Recorder(mapping, traced.expressions);
      return recorder.finish(traced.map(event, context, recorder));
    },
    pack: (operation: string, bodies: readonly object[], context: PackContext): HttpRequest =>
      pack(mapping, program, operation, bodies, context),
    judge(answer: Answer): Verdict {
      if (mapping.answers.length === 0) return usualVerdict(answer);
      const input = answerAsInput(answer);
      try {
        return program.judge(new Run(true).begin(input, { settings: {}, now: 0 }), input) ?? usualVerdict(answer);
      } catch {
        // A rule about answers that fails on this one has nothing to say about it.
        return usualVerdict(answer);
      }
    },
    toModule: () => moduleSource(mapping),
  };
}

function operationInfo({ method, path, batch, most }: OperationModel): Operation {
  return { method, path, most, ...(batch ? { batch } : {}) };
}

function ruleInfo(rule: Rule): RuleInfo {
  const fields = rule.sends.flatMap((send) => dotted(send.fields));
  return {
    name: rule.name,
    summary: rule.summary,
    file: rule.file,
    operations: rule.sends.map((send) => send.operation.name),
    fields: [...new Set(fields)],
  };
}

function dotted(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => [
    field.path.join('.'),
    ...(field.value.kind === 'fields' ? dotted(field.value.fields) : []),
  ]);
}
