import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Outcome } from '@crosswalk/engine';
import { Unreadable } from '@crosswalk/folder';
import { normalise } from '@crosswalk/segment';
import { type ReadEvent, readEvents } from '../events/read-events.ts';
import { prepare } from '../prepare.ts';
import { roadTo } from '../road.ts';
import { painter } from '../show/paint.ts';
import { outcomeText, traceText } from '../show/trace.ts';
import { print, type Terminal } from '../terminal.ts';
import { toldTime } from '../told-time.ts';
import type { Command } from '../usage/command.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'show how each field of an event came about, and why others did not',
  operands: 'DIR EVENT',
  takes: [2, 2],
  options: {
    field: { value: 'NAME', summary: 'only this field of the request, and those inside it' },
    settings: { value: 'FILE', summary: 'settings as YAML or JSON; without them required ones are not enforced' },
    now: { value: 'TIME', summary: 'the time to tell the mapping, and of receipt: 2026-01-02T03:04:05Z' },
  },
  help: `
EVENT is the event itself as JSON, or a file that holds it, or - for standard input. For each rule that was tried, and each
field of the one that took the event: the expression, what it read, what it gave, and why nothing was sent. The values
of the event are shown; think of that before you pass the output on.`,
  examples: [
    [`crosswalk explain mappings/connect '{"type":"identify","userId":"u1"}'`, 'all fields of one event'],
    ['crosswalk explain mappings/connect event.json --field timezone', 'why is this field empty?'],
  ],
  async run({ operands, options }, terminal) {
    const [folder, given] = operands;
    const now = toldTime(options.now);
    const prepared = await prepare(folder!, options.settings, terminal);
    const event = prepared && (await readEvent(given!, terminal));
    if (!event) return 1;
    const paint = painter(terminal.colour.stdout);
    const receivedAt = new Date(now).toISOString();
    const { call, failure } = normalise(event.value, {
      receivedAt,
      bytes: event.bytes,
      newId: () => 'crosswalk-explain',
    });
    if (failure) {
      await print(
        terminal.stdout,
        outcomeText({ status: 'rejected', errors: [{ severity: 'error', ...failure }] }, paint),
      );
      return 1;
    }
    const { destination, settings } = prepared;
    const outcome: Outcome = roadTo(destination)(call, { settings, now });
    const trace = destination.explain(call, { settings, now });
    // The switches in `integrations` stand before the mapping, so it is told only what the mapping had to say.
    const rules = outcome.status === trace.outcome.status ? traceText(trace, options.field, paint) : '';
    await print(terminal.stdout, `${rules}${outcomeText(outcome, paint)}`);
    return outcome.status === 'rejected' ? 1 : 0;
  },
};

/** The only event of an input; nothing, with the reason printed, when there is none or more than one. */
async function readEvent(given: string, terminal: Terminal): Promise<(ReadEvent & { problem?: never }) | undefined> {
  const fail = async (message: string) => {
    await print(terminal.stderr, `${message}\n`);
    return undefined;
  };
  try {
    const bytes = /^\s*[{[]/.test(given)
      ? Buffer.from(given)
      : given === '-'
        ? await buffer(terminal.stdin)
        : readFileSync(given);
    const events: ReadEvent[] = [];
    for await (const some of readEvents(Readable.from([bytes]))) events.push(...some);
    const [event] = events;
    if (!event || events.length > 1)
      return await fail(`${event ? 'more than one' : 'no'} event was given; explain takes one`);
    return event.problem === undefined ? event : await fail(`line ${event.line}: ${event.problem}`);
  } catch (error) {
    return fail(`${given} ${Unreadable.because(error).message}`);
  }
}
