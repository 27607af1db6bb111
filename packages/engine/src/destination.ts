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
  WrittenBodies,
} from './contract.ts';
import { Recorder } from './explain/recorder.ts';
import { compactModule } from './generate/compact/module.ts';
import { loadTraced, type Program, type Traced } from './generate/load.ts';
import { moduleDeclarations } from './generate/module-declarations.ts';
import { moduleSource } from './generate/module-source.ts';
import type { Field, Mapping, Rule } from './model/mapping.ts';
import { judge, usualVerdict } from './transport/judge.ts';
import { pack, type Transport } from './transport/pack.ts';

/** A mapping and its program as a destination. */
export function destinationOf(mapping: Mapping, program: Program, version: string): Destination {
  let traced: Traced | undefined;
  const { name } = mapping;
  const operations = operationsOf(mapping);
  const transport: Transport = { ...program, name, operations };
  return {
    name,
    version,
    names: mapping.names,
    operations,
    rules: mapping.rules.map(ruleInfo),
    settings: (given) => mapping.settings.complete(given),
    map: program.map,
    explain(event: unknown, context: MapContext): Trace {
      traced ??= loadTraced(mapping);
      const recorder = new Recorder(traced.texts);
      return recorder.finish(traced.map(event, context, recorder));
    },
    pack: (operation: string, bodies: readonly object[] | WrittenBodies, context: PackContext): HttpRequest =>
      pack(transport, operation, bodies, context),
    judge: (answer: Answer): Verdict =>
      mapping.answers.length === 0 ? usualVerdict(answer) : judge(program.ownVerdict, answer),
    toModule: ({ size = false, trace = false } = {}) =>
      (size ? compactModule(mapping, version, operations) : undefined) ??
      moduleSource(mapping, version, operations, trace),
    toDeclarations: ({ size = false } = {}) => moduleDeclarations(mapping, version, size),
  };
}

function operationsOf({ operations }: Mapping): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    [...operations].map(([name, { method, path, batch, most, wrap }]) => [
      name,
      { method, path, most, ...(batch ? { batch } : {}), ...(wrap ? { wraps: true as const } : {}) },
    ]),
  );
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
