import type { Expression, Mapping } from '../model/mapping.ts';
import type { Schema } from '../schema/schema.ts';
import { ExpressionWriter, needsRun } from './expressions.ts';
import { writeRule } from './rule.ts';
import { Writer } from './writer.ts';

/** The text of a module for one mapping, in parts: a host adds how its imports come in and what goes out. */
export interface ModuleText {
  /** Names that the body uses of `@crosswalk/jsonata/runtime`. */
  readonly imports: readonly string[];
  /** Function and constant declarations; `map`, `endpoint`, `headers`, `wrap` and `ownVerdict` are among them. */
  readonly body: string;
  /** Schemas whose validators the body calls, in order, as `validators[i]`. */
  readonly validators: readonly Schema[];
  /** The expressions that traced code names by their index. */
  readonly expressions: readonly Expression[];
}

/** What the body uses of `@crosswalk/engine/runtime`. */
export const engineImports = [
  'failed',
  'misfit',
  'missing',
  'noRule',
  'notAnEvent',
  'noWarnings',
  'present',
  'codePoints',
  'isSolid',
  'refused',
  'rejected',
  'roomFor',
  'Run',
  'skipped',
  'thrown',
] as const;

/** Writes the whole of a mapping as JavaScript; with `trace`, `run.tracer` is told of every step. */
export function writeModule(mapping: Mapping, trace = false): ModuleText {
  const expressions = new ExpressionWriter(mapping, trace);
  const validators: Schema[] = [];
  const validator = (schema: Schema) => `validators[${validators.push(schema) - 1}]`;
  const out = new Writer();
  const rules = mapping.rules.map((rule) => ({ rule, name: out.name(`rule_${rule.name}`) }));
  const whens = mapping.rules.map(({ when }) => expressions.emit(when, {}));
  // Where no `when` needs a run, each rule begins its own, if it needs one at all.
  const begins = !trace && !whens.some((when) => needsRun(when, expressions.test(when)));
  const given = begins ? 'event, context' : 'run, event';
  for (const { rule, name } of rules) out.line(writeRule(rule, name, expressions, validator, { trace, begins }));
  // One run serves event after event. While it is in use another is made, and one that an event left behind by throwing is
  // not used again.
  if (!trace) out.line('let own = /* @__PURE__ */ new Run(marking);');
  const run = trace ? 'new Run(marking, tracer)' : '(own.busy ? new Run(marking) : own)';
  out.line(`function begin(event, context${trace ? ', tracer' : ''}) { return ${run}.begin(event, context); }`);
  out.line(`function map(event, context${trace ? ', tracer' : ''}) {`);
  out.line("if (typeof event !== 'object' || event === null || Array.isArray(event)) return notAnEvent(event);");
  if (begins) out.line('try { return choose(event, context); }');
  else {
    out.line(`try { const run = begin(event, context${trace ? ', tracer' : ''});`);
    out.line('const outcome = choose(run, event); run.end(); return outcome; }');
  }
  out.line(`catch (error) { ${trace ? '' : 'own = new Run(marking); '}return thrown(error); } }`);
  out.line(`function choose(${given}) { let at = -1; try {`);
  rules.forEach(({ name }, index) => {
    if (trace) out.line(`run.tracer.rule(${index});`);
    const when = whens[index]!;
    out.line(`{ ${when.statements}\nif (${expressions.test(when)}) return ${name}(${given}); }`);
  });
  out.line('return noRule(); } catch (error) { throw $placed(error, places[at]); }\n}');
  writeTransport(mapping, expressions, out);
  const body = `const marking = ${expressions.marking};\n${expressions.declarations()}\n${out.toString()}`;
  return { imports: expressions.imports(), body, validators, expressions: expressions.written };
}

/** How requests are packed and answers judged: each is a function of a run whose root is told by the caller. */
function writeTransport(mapping: Mapping, expressions: ExpressionWriter, out: Writer): void {
  const request = { deliveryId: 'deliveryId' };
  const endpoint = expressions.emit(mapping.endpoint, request);
  out.line(
    `function endpoint(run, event, deliveryId) { let at = -1; ${endpoint.statements}\nreturn ${endpoint.value}; }`,
  );
  out.line('function headers(run, event, deliveryId) { let at = -1; const headers = [];');
  for (const { name, value } of mapping.headers) {
    const emitted = expressions.emit(value, request);
    out.line(`{ ${emitted.statements}\nheaders.push([${JSON.stringify(name)}, ${emitted.value}]); }`);
  }
  out.line('return headers; }');
  out.line('function wrap(operation, run, event, bodies) { let at = -1; switch (operation) {');
  for (const operation of mapping.operations.values()) {
    if (!operation.wrap) continue;
    const emitted = expressions.emit(operation.wrap, { bodies: 'bodies' });
    out.line(`case ${JSON.stringify(operation.name)}: { ${emitted.statements}\nreturn ${emitted.value}; }`);
  }
  out.line('default: return bodies; } }');
  out.line('function ownVerdict(run, event) { let at = -1;');
  for (const { when, verdict } of mapping.answers) {
    const emitted = expressions.emit(when, {});
    out.line(`{ ${emitted.statements}\nif (${expressions.test(emitted)}) return ${JSON.stringify(verdict)}; }`);
  }
  out.line('return undefined; }');
}
