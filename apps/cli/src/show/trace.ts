import type { Diagnostic } from '@crosswalk/diagnostics';
import type { ExpressionTrace, FieldTrace, Outcome, RuleTrace, Trace } from '@crosswalk/engine';
import { type Paint, show } from './paint.ts';

/** A trace as people read it, of all fields or of one. Empty or ends with a line break. */
export function traceText({ rules }: Trace, field: string | undefined, paint: Paint): string {
  return rules.map((rule) => `${ruleLines(rule, field, paint).join('\n')}\n`).join('');
}

function ruleLines(trace: RuleTrace, only: string | undefined, paint: Paint): string[] {
  const { rule, file, when, skip, lets, fields } = trace;
  const took = when.value === true;
  const head = `${took ? paint('green', '✓') : paint('dim', '·')} rule ${paint('bold', rule)}  ${paint('dim', file)}`;
  if (!took) return [`${head}  ${paint('dim', `not for this event: ${when.expression}`)}`];
  const chosen =
    only === undefined ? fields : fields.filter(({ field }) => field === only || field.startsWith(`${only}.`));
  if (only !== undefined && chosen.length === 0)
    return [head, `  ${paint('yellow', `this rule gives no field ${only}`)}`];
  return [
    head,
    ...expressionLines('when', when, paint),
    ...(skip ? expressionLines('skip', skip, paint) : []),
    ...lets.flatMap((value) => expressionLines(`let ${value.name}`, value, paint)),
    ...chosen.flatMap((one) => fieldLines(one, paint)),
  ];
}

function fieldLines({ operation, field, tried, status, because, value }: FieldTrace, paint: Paint): string[] {
  const sent = status === 'sent' ? paint('green', show(value)) : paint(status === 'absent' ? 'dim' : 'yellow', status);
  const why = because === undefined ? '' : paint('dim', `  ${because}`);
  return [
    '',
    `  ${paint('dim', `${operation} `)}${paint('bold', field)}  ${sent}${why}`,
    ...tried.flatMap((one) => expressionLines('', one, paint)),
  ];
}

function expressionLines(name: string, { expression, value, reads, error }: ExpressionTrace, paint: Paint): string[] {
  const gave = error ? paint('red', sentence(error)) : show(value);
  const label = name === '' ? '' : `${paint('dim', name)}  `;
  const whole = onOneLine(expression);
  // The event itself is known to the reader, and the expression's own value stands above.
  const told = reads
    .map((read) => ({ ...read, text: onOneLine(read.text) }))
    .filter(({ text }) => text !== '$$' && text !== whole);
  return [
    `    ${label}${whole}  ${paint('dim', '→')} ${gave}`,
    ...told.map(({ text, value: read }) => paint('dim', `      ${text} is ${shorten(show(read))}`)),
  ];
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** What became of the event, in a few lines. */
export function outcomeText(outcome: Outcome, paint: Paint): string {
  const lines = ['', ...outcomeLines(outcome, paint), ''];
  return lines.join('\n');
}

function outcomeLines(outcome: Outcome, paint: Paint): string[] {
  switch (outcome.status) {
    case 'skipped':
      return [`${paint('yellow', 'skipped')}: ${outcome.reason}`];
    case 'rejected':
      return [`${paint('red', 'rejected')}:`, ...outcome.errors.map((error) => `  ${sentence(error)}`)];
    case 'mapped':
      return [
        `${paint('green', 'mapped')} by ${outcome.rule}:`,
        ...outcome.requests.map(({ operation, body }) => `  ${operation} ${show(body)}`),
        ...outcome.warnings.map((warning) => `  ${paint('yellow', 'warning')} ${sentence(warning)}`),
      ];
  }
}

const sentence = ({ code, field, message }: Diagnostic) =>
  `${code}${field === undefined ? '' : ` ${field}`}: ${message}`;
