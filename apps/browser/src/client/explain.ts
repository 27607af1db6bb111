import type { Destination, FieldTrace, Trace } from '@crosswalk/engine';
import { type Call, type Mapper, route } from '@crosswalk/segment';
import type { Heard } from './client.ts';

/** A mapping that was compiled with trace: it tells in words what the page's own script tells in codes. */
export type TracedMapping = Pick<Destination, 'names' | 'explain'>;

/** Writes into the console what each call becomes and by which expressions, what is left out and why, and what is sent. */
export function explainer({ names, explain }: TracedMapping): (heard: Heard) => void {
  return (heard) => {
    if (heard.type !== 'call') return void console.info(`Connect: ${heard.type}`, heard);
    const { call, settings, outcome } = heard;
    const tracing: Mapper<{ settings: typeof settings; now: number }, Trace> = { names, map: explain };
    const traced = route(call, tracing, { settings, now: Date.parse(String(call.receivedAt)) });
    console.groupCollapsed(`Connect: ${titleOf(call)} -> ${outcome.status}`);
    console.info('the call', call);
    if ('reason' in traced) console.info(traced.reason);
    else tell(traced);
    console.groupEnd();
  };
}

const titleOf = (call: Call) => `${String(call.type)} ${String(call.event ?? call.name ?? '')}`;

function tell({ outcome, rules }: Trace): void {
  if (outcome.rule !== undefined) console.info(`by the rule ${outcome.rule}`);
  for (const field of rules.at(-1)?.fields ?? []) tellField(field);
  if (outcome.status === 'skipped') console.info(outcome.reason);
  else if (outcome.status === 'mapped') {
    for (const { operation, body } of outcome.requests) console.info(`sent to ${operation}`, body);
    for (const { field, message } of outcome.warnings) console.warn(`${field ?? 'the call'}: ${message}`);
  } else for (const { field, message } of outcome.errors) console.error(`${field ?? 'the call'}: ${message}`);
}

/** The expression that gave the value, and what it read. */
function tellField({ field, status, because, value, tried }: FieldTrace): void {
  const expressions = tried.map(({ expression }) => expression.trim());
  const reads = Object.fromEntries(tried.flatMap(({ reads }) => reads).map(({ text, value }) => [text, value]));
  if (status === 'sent') console.info(`${field} <- ${expressions.at(-1) ?? 'a constant'}`, value, reads);
  else console.info(`${field} is ${status}: ${because} <- ${expressions.join(', ')}`, reads);
}
