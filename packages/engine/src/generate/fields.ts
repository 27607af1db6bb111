import { quote } from '@crosswalk/jsonata';
import type { Expression, Field, Send, Value } from '../model/mapping.ts';
import type { Schema } from '../schema/schema.ts';
import { wantedOf } from '../schema/sentences.ts';
import { type ExpressionWriter, needsRun } from './expressions.ts';
import { fitOf, literal, usualOf } from './fit.ts';
import type { Writer } from './writer.ts';

/** What the code of one rule is written with. */
export interface Rulewriting {
  readonly out: Writer;
  readonly expressions: ExpressionWriter;
  /** JavaScript variables of the rule's `let:`. */
  readonly variables: Readonly<Record<string, string>>;
  /** The name of a validator for a schema that says more than can be said inline. */
  readonly validator: (schema: Schema) => string;
  /** To be written where a run may not have begun yet; empty where one surely has. */
  readonly begun: string;
  /** Told when code needs a run, whatever the event is. */
  readonly needRun: () => void;
  /** The name of a constant outside of the rule's function. */
  readonly constant: (code: string) => string;
  readonly trace: boolean;
}

/**
 * Writes the code that makes one request's body; gives the name of the variable that holds it. Each field becomes a
 * variable that is undefined when the field is left out; the body is put together at the end, in the schema's order, so
 * that bodies of one operation have one shape.
 */
export function writeBody(rule: Rulewriting, send: Send): string {
  const variables = send.fields.map((field) => writeField(rule, send, field));
  const order = Object.keys(send.operation.body.schema.properties ?? {});
  return writeObject(rule, send.fields, variables, order, 'body');
}

function writeObject(
  rule: Rulewriting,
  fields: readonly Field[],
  variables: readonly string[],
  order: readonly string[],
  hint: string,
): string {
  const { out } = rule;
  const position = (field: Field) => (order.includes(field.name) ? order.indexOf(field.name) : order.length);
  const sorted = fields
    .map((field, index) => ({ field, variable: variables[index]! }))
    .sort((a, b) => position(a.field) - position(b.field));
  const body = out.name(hint);
  // What is always there comes first in the schema as a rule; where it does not, it still must stand in order.
  const leading = sorted.findIndex(({ field }) => field.neededBy === undefined);
  const head = leading === -1 ? sorted : sorted.slice(0, leading);
  const rest = sorted.slice(head.length);
  const asLiteral = (parts: typeof sorted) =>
    `{ ${parts.map(({ field, variable }) => `${key(field.name)}: ${variable}`).join(', ')} }`;
  if (rest.length === 0) {
    out.line(`const ${body} = ${asLiteral(head)};`);
    return body;
  }
  const room = rule.constant(`/* @__PURE__ */ roomFor(${literal(sorted.map(({ field }) => field.name))})`);
  out.line(`const ${body} = new ${room}();`);
  for (const { field, variable } of head) out.line(assign(body, field.name, variable));
  for (const { field, variable } of rest) {
    out.line(`if (${variable} !== undefined) ${assign(body, field.name, variable)}`);
  }
  return body;
}

/** `__proto__: x` in a literal and `body.__proto__ = x` set the prototype; a field of that name is a field. */
const key = (name: string) => (name === '__proto__' ? `['__proto__']` : quote(name));
const assign = (object: string, name: string, value: string) =>
  name === '__proto__'
    ? `Object.defineProperty(${object}, '__proto__', { value: ${value}, enumerable: true, configurable: true, writable: true });`
    : `${object}[${quote(name)}] = ${value};`;

function writeField(rule: Rulewriting, send: Send, field: Field): string {
  const { out } = rule;
  const variable = out.name(field.name);
  const schema = send.operation.body.at(field.path) ?? {};
  out.line(`let ${variable};`);
  if (rule.trace) out.line(`run.tracer.field(${quote(send.operation.name)}, ${quote(field.path.join('.'))});`);
  const done = out.name('done');
  out.line(`${done}: {`);
  writeValue(rule, send, field, { target: variable, leave: leaveEarly(schema, variable, done) }, field.value);
  if (field.value.kind !== 'constant') writeFit(rule, schema, field, variable);
  if (field.demands.length === 0) writeNeed(rule, field, variable);
  out.line('}');
  for (const demand of field.demands) writeDemand(rule, field, demand, variable);
  if (field.demands.length > 0) writeNeed(rule, field, variable);
  if (rule.trace) out.line(`run.tracer.settled(run, ${variable});`);
  return variable;
}

/** Leaves the block of a field whose value needs no other questions. */
function leaveEarly(schema: Schema, variable: string, done: string): string {
  const usual = usualOf(schema, variable);
  if (schema.type !== 'array') return usual === undefined ? '' : `if (${usual}) break ${done};`;
  const item = usualOf(schema.items ?? {}, variable);
  return item === undefined ? '' : `if (${item}) { ${variable} = [${variable}]; break ${done}; }`;
}

const slowly = ({ begun }: Rulewriting, { path }: Field, call: string) =>
  `(${begun}run.field = ${quote(path.join('.'))}, ${call})`;

function writeFit(rule: Rulewriting, schema: Schema, field: Field, variable: string): void {
  const { out } = rule;
  const fit = fitCode(rule, schema, variable);
  if (schema.type === 'array')
    out.line(`if (${variable} !== undefined && !Array.isArray(${variable})) ${variable} = [${variable}];`);
  if (fit === 'always') return;
  const call = `misfit(run, ${quote(wantedOf(schema))}, ${variable}, ${field.neededBy === 'event'})`;
  out.line(`if (${variable} !== undefined && !(${fit})) ${variable} = ${slowly(rule, field, call)};`);
}

function writeNeed(rule: Rulewriting, field: Field, variable: string): void {
  if (field.neededBy === 'event')
    rule.out.line(`if (${variable} === undefined) ${slowly(rule, field, 'missing(run)')};`);
}

function fitCode(rule: Rulewriting, schema: Schema, variable: string): string {
  return fitOf(schema, variable) ?? `${rule.validator(schema)}(${variable})`;
}

function writeDemand(rule: Rulewriting, field: Field, demand: Field['demands'][number], variable: string): void {
  const { out } = rule;
  const holds = out.name('holds');
  const source = demand.expression.source.text.trim();
  // A null that clears a value is no value to look at.
  out.line(`if (${variable} !== undefined && ${variable} !== null) {`);
  out.line(`let ${holds};`);
  const scope = { ...rule.variables, value: variable };
  writeGuarded(rule, field, demand.expression, scope, (value) => `${holds} = ${value};`, { isTest: true });
  const isError = demand.otherwise === 'reject' || field.neededBy === 'event';
  out.line(
    `if (!${holds}) ${variable} = ${slowly(rule, field, `refused(run, ${quote(source)}, ${variable}, ${isError})`)};`,
  );
  out.line('}');
}

/** The variable that takes a value; `leave` stands behind that, for a value that needs no other questions. */
interface Taker {
  readonly target: string;
  readonly leave: string;
}

function writeValue(rule: Rulewriting, send: Send, field: Field, taker: Taker, value: Value): void {
  const { out } = rule;
  const { target, leave } = taker;
  switch (value.kind) {
    case 'constant':
      out.line(`${target} = ${literal(value.constant)};`);
      return;
    case 'expression':
      writeGuarded(rule, field, value.expression, rule.variables, (given, isSure) =>
        isSure ? `${target} = ${given};` : `${target} = ${given}; ${leave} ${target} = present(${target});`,
      );
      return;
    case 'list':
      writeGuarded(rule, field, value.expression, rule.variables, (given) => `${target} = present(${given});`);
      out.line(`if (${target} !== undefined && !Array.isArray(${target})) ${target} = [${target}];`);
      return;
    case 'clearing': {
      const given = out.name('given');
      out.line(`let ${given};`);
      writeGuarded(rule, field, value.expression, rule.variables, (result) => `${given} = ${result};`);
      out.line(`${target} = ${given} === undefined ? undefined : (present(${given}) ?? null);`);
      return;
    }
    case 'first': {
      const label = out.name('first');
      out.line(`${label}: {`);
      value.alternatives.forEach((alternative, index) => {
        writeValue(rule, send, field, taker, alternative);
        if (index < value.alternatives.length - 1) out.line(`if (${target} !== undefined) break ${label};`);
      });
      out.line('}');
      return;
    }
    case 'fields':
      writeNested(rule, send, field, value.fields, target);
  }
}

/** A nested object; without a present part it is left out, and so it is without a part that it needs. */
function writeNested(rule: Rulewriting, send: Send, field: Field, fields: readonly Field[], target: string): void {
  const { out } = rule;
  const variables = fields.map((inner) => writeField(rule, send, inner));
  rule.needRun();
  out.line(`run.field = ${quote(field.path.join('.'))};`);
  const schema = send.operation.body.at(field.path) ?? {};
  const isAny = variables.map((variable) => `${variable} !== undefined`).join(' || ') || 'false';
  const needed = fields.flatMap(({ name, neededBy }, index) =>
    neededBy === 'parent' ? [{ name, variable: variables[index]! }] : [],
  );
  out.line(`if (${isAny}) {`);
  for (const { name, variable } of needed) {
    const wanted = quote(`an object with ${name}`);
    out.line(`if (${variable} === undefined) misfit(run, ${wanted}, {}, ${field.neededBy === 'event'});`);
  }
  if (needed.length > 0) out.line(`if (${needed.map(({ variable }) => `${variable} !== undefined`).join(' && ')}) {`);
  out.line(`${target} = ${writeObject(rule, fields, variables, Object.keys(schema.properties ?? {}), field.name)};`);
  if (needed.length > 0) out.line('}');
  out.line('}');
}

/**
 * Writes an expression whose failure concerns only its field. `use` gives the statement that takes the value; the second
 * argument tells that the value is surely neither null nor blank nor missing.
 */
function writeGuarded(
  rule: Rulewriting,
  field: Field,
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  use: (value: string, isSure: boolean) => string,
  options: { isTest?: boolean } = {},
): void {
  const { out } = rule;
  const emitted = rule.expressions.emit(expression, variables);
  const value = options.isTest ? rule.expressions.test(emitted) : emitted.value;
  const code = `${emitted.statements}\n${use(value, emitted.isPresent)}`;
  if (needsRun(emitted, value)) rule.needRun();
  if (!emitted.mayThrow) out.line(`{ ${code} }`);
  else
    out.line(
      `try { run.field = ${quote(field.path.join('.'))}; ${code} } catch (error) { ${use('failed(run, $placed(error, places[at]))', true)} }`,
    );
}
