import type { Fate, Witnesses } from './fates.ts';
import type { SentCall } from './send-calls.ts';
import { leaves, table } from './table.ts';

/** Each call, the request it became, and Connect's answer. */
export function callsTable(sent: readonly SentCall[], fates: readonly Fate[]): string {
  const rows = sent.map(({ call: { type, ...fields } }, at) => {
    const { request, body, answer } = fates[at]!;
    return [[type, ...leaves(fields)], [request, ...leaves(body)], [answer]];
  });
  return table(['call, through @segment/analytics-node', 'request to Connect', 'answer'], rows);
}

/** Where to look and what to try next. */
export function whatNext({ connect, admin }: Witnesses, address: string, once: boolean): string {
  const look = once
    ? ''
    : `
Look at it
  every call as it comes       ${connect}/feed
  Michael Bolton's profile     ${connect}/people/019mr8mf4r
  events of the last 30 days   ${connect}/settings/events
  what operators see           ${admin}/

Send your own
  curl ${address}/v1/track -u development-write-key: -d '{"userId": "019mr8mf4r", "event": "Invited a friend"}'
  or from any SDK, or a page   docs/clients.md
`;
  const running = once
    ? ''
    : '\nServing until Ctrl-C. A change of a mapping is in force within a second, for calls that are sent after it.';
  return `${look}
Change a mapping, say mappings/connect/identify.yaml, and see at once what these calls become
  npm run crosswalk -- map mappings/connect apps/demo/calls.ndjson
${running}`;
}
