import type { Call, Calls } from '../store/calls.ts';

/** About how much is read and handed on at once, in characters. */
const portion = 256 * 1024;

/** The calls behind `after` that exist by now, as NDJSON. Holds one portion at a time, whatever their number. */
export function* callLines(calls: Calls, environment: number, after: number): Generator<string> {
  const last = calls.lastSeq();
  let seq = after;
  while (seq < last) {
    let text = '';
    // The loop ends before the portion goes out: nothing may be stored while rows are being read.
    for (const call of calls.between(environment, seq, last)) {
      text += line(call);
      seq = call.seq;
      if (text.length >= portion) break;
    }
    if (text === '') return;
    yield text;
  }
}

/** The stored body is JSON already and goes out as it is. */
function line({ seq, at, kind, userId, guid, position, body }: Call): string {
  const head = {
    seq,
    at: new Date(at).toISOString(),
    kind,
    user_id: userId,
    ...(guid !== null && { guid }),
    ...(position !== null && { index: position }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"body":${body}}\n`;
}
