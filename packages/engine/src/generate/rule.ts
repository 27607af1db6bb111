import { quote } from '@crosswalk/jsonata';
import type { Expression, Rule } from '../model/mapping.ts';
import type { Schema } from '../schema/schema.ts';
import { type ExpressionWriter, needsRun } from './expressions.ts';
import { type Rulewriting, writeBody } from './fields.ts';
import { Writer } from './writer.ts';

/**
 * Writes the function of one rule, which gives the outcome of an event that the rule takes. `name(run, event)` is given
 * its run. `name(event, context)` begins it, but where only a value that is not as usual needs one when that is met: for a
 * small event it is a tenth of the work.
 */
export function writeRule(
  rule: Rule,
  name: string,
  expressions: ExpressionWriter,
  validator: (schema: Schema) => string,
  options: { readonly trace: boolean; readonly begins: boolean },
): string {
  const { trace, begins } = options;
  const out = new Writer();
  const variables: Record<string, string> = {};
  const constants: string[] = [];
  const constant = (code: string) => {
    const own = `${name}_${constants.length + 1}`;
    constants.push(`const ${own} = ${code};`);
    return own;
  };
  let beginsAtOnce = false;
  const needRun = () => {
    beginsAtOnce = true;
  };
  const emit = (expression: Expression) => {
    const emitted = expressions.emit(expression, variables);
    if (needsRun(emitted, expressions.test(emitted))) needRun();
    out.line(emitted.statements);
    return emitted;
  };
  const end = begins ? 'if (run !== undefined) run.end();' : '';
  for (const { name: variable, value } of rule.lets) {
    const local = out.name(variable);
    if (trace) out.line(`run.tracer.let(${quote(variable)});`);
    out.line(`const ${local} = ${emit(value).value};`);
    variables[variable] = local;
  }
  const skip = rule.skip && `{ ${end} return skipped(${quote(rule.name)}, ${quote(rule.skip.reason)}); }`;
  if (rule.skip?.when) {
    if (trace) out.line('run.tracer.skip();');
    out.line(`if (${expressions.test(emit(rule.skip.when))}) ${skip}`);
  }
  if (skip && !rule.skip.when) out.line(skip);
  else {
    const begun = begins ? 'run ??= begin(event, context), ' : '';
    const writing: Rulewriting = { out, expressions, variables, validator, begun, needRun, constant, trace };
    const requests = rule.sends.map((send) => {
      const body = writeBody(writing, send);
      writeWhole(writing, send.operation.body.schema, body);
      return `{ operation: ${quote(send.operation.name)}, body: ${body} }`;
    });
    out.line(end);
    out.line(`if (run !== undefined && run.errors !== undefined) return rejected(${quote(rule.name)}, run.errors);`);
    out.line(
      `return { status: 'mapped', rule: ${quote(rule.name)}, requests: [${requests.join(', ')}], warnings: run === undefined ? noWarnings : (run.warnings ?? noWarnings) };`,
    );
  }
  return [
    ...constants,
    `function ${name}(${begins ? 'event, context' : 'run, event'}) { let at = -1; try {`,
    ...(begins ? [`let run = ${beginsAtOnce ? 'begin(event, context)' : 'undefined'};`] : []),
    out.toString(),
    '} catch (error) { throw $placed(error, places[at]); } }',
  ].join('\n');
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
  rule.needRun();
  rule.out.line('run.field = undefined;');
  rule.out.line(
    `if (run.errors === undefined && !${rule.validator(schema)}(${body})) misfit(run, 'a body that fits its schema', ${body}, true);`,
  );
}
