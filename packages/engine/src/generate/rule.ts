import { quote } from '@crosswalk/jsonata';
import type { Rule } from '../model/mapping.ts';
import type { Schema } from '../schema/schema.ts';
import type { ExpressionWriter } from './expressions.ts';
import { type Rulewriting, writeBody } from './fields.ts';
import { Writer } from './writer.ts';

/** Writes the function of one rule: `name(run, event)` gives the outcome of an event that the rule takes. */
export function writeRule(
  rule: Rule,
  name: string,
  expressions: ExpressionWriter,
  validator: (schema: Schema) => string,
  trace: boolean,
): string {
  const out = new Writer();
  const variables: Record<string, string> = {};
  const constants: string[] = [];
  const constant = (code: string) => {
    const own = `${name}_${constants.length + 1}`;
    constants.push(`const ${own} = ${code};`);
    return own;
  };
  out.line(`function ${name}(run, event) { let at = -1; try {`);
  for (const { name: variable, value } of rule.lets) {
    const local = out.name(variable);
    if (trace) out.line(`run.tracer.let(${quote(variable)});`);
    const emitted = expressions.emit(value, variables);
    out.line(emitted.statements);
    out.line(`const ${local} = ${emitted.value};`);
    variables[variable] = local;
  }
  if (rule.skip?.when) {
    if (trace) out.line('run.tracer.skip();');
    const emitted = expressions.emit(rule.skip.when, variables);
    out.line(emitted.statements);
    out.line(`if (${expressions.test(emitted)}) return skipped(${quote(rule.name)}, ${quote(rule.skip.reason)});`);
  }
  if (rule.skip && !rule.skip.when) out.line(`return skipped(${quote(rule.name)}, ${quote(rule.skip.reason)});`);
  else {
    const writing: Rulewriting = { out, expressions, variables, validator, constant, trace };
    const requests = rule.sends.map((send) => {
      const body = writeBody(writing, send);
      writeWhole(writing, send.operation.body.schema, body);
      return `{ operation: ${quote(send.operation.name)}, body: ${body} }`;
    });
    out.line(`if (run.errors !== undefined) return rejected(${quote(rule.name)}, run.errors);`);
    out.line(
      `return { status: 'mapped', rule: ${quote(rule.name)}, requests: [${requests.join(', ')}], warnings: run.warnings ?? noWarnings };`,
    );
  }
  out.line('} catch (error) { throw $placed(error, places[at]); } }');
  return [...constants, out.toString()].join('\n');
}

/** Keywords that say something about several fields at once; what is about one field has been checked there. */
function writeWhole(rule: Rulewriting, schema: Schema, body: string): void {
  const aboutFields = [
    'type',
    'properties',
    'required',
    'additionalProperties',
    'title',
    'description',
    '$schema',
    '$id',
    '$comment',
    'examples',
    'default',
  ];
  if (Object.keys(schema).every((keyword) => aboutFields.includes(keyword))) return;
  rule.out.line('run.field = undefined;');
  rule.out.line(
    `if (run.errors === undefined && !${rule.validator(schema)}(${body})) misfit(run, 'a body that fits its schema', ${body}, true);`,
  );
}
