import type { Heard } from './client.ts';

/** Writes into the console what each call becomes and why something is left out, and what is sent. */
export function explain(heard: Heard): void {
  if (heard.type !== 'call') return void console.info(`Connect: ${heard.type}`, heard);
  const { call, outcome } = heard;
  const title = `Connect: ${String(call.type)} ${String(call.event ?? call.name ?? '')} -> ${outcome.status}`;
  console.groupCollapsed(title);
  console.info('the call', call);
  if (outcome.status === 'mapped') {
    console.info(`by the rule ${outcome.rule}`);
    for (const { operation, body } of outcome.requests) console.info(`sent to ${operation}`, body);
    for (const { field, message } of outcome.warnings) console.warn(`${field ?? 'the call'}: ${message}`);
  } else if (outcome.status === 'skipped') console.info(outcome.reason);
  else for (const { field, message } of outcome.errors) console.error(`${field ?? 'the call'}: ${message}`);
  console.groupEnd();
}
