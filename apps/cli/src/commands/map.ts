import { createReadStream } from 'node:fs';
import type { Outcome } from '@crosswalk/engine';
import { Unreadable } from '@crosswalk/folder';
import { normalise } from '@crosswalk/segment';
import { readEvents } from '../events/read-events.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { roadTo } from '../road.ts';
import { outcomeLine } from '../show/outcome-line.ts';
import { print, type Terminal } from '../terminal.ts';
import { toldTime } from '../told-time.ts';
import type { Command } from '../usage/command.ts';

export const map: Command = {
  name: 'map',
  summary: 'print what becomes of events, one JSON line an event',
  operands: 'DIR [FILE|-]',
  takes: [1, 2],
  options: {
    settings: { value: 'FILE', summary: 'settings as YAML or JSON; without them required ones are not enforced' },
    now: { value: 'TIME', summary: 'the time to tell the mapping, and of receipt: 2026-01-02T03:04:05Z' },
  },
  help: `
Reads events from FILE, or from standard input: one JSON object a line, one JSON array, or objects printed over several
lines; however many, in little memory. Prints one line an event, in the same order:

  {"status":"mapped","rule":"identify","requests":[{"operation":"identify","method":"POST","path":"/v2/identify","body":{...}}]}
  {"status":"skipped","reason":"..."}
  {"status":"rejected","errors":[{"code":"R401","field":"user_id","message":"..."}]}

A mapped event may carry "warnings". A call that Segment would refuse is rejected with Segment's code. What cannot be read
is reported on stderr with its line, and the rest goes on. Nothing is sent anywhere.`,
  examples: [
    ['crosswalk map mappings/connect events.ndjson', 'a file of events'],
    [`echo '{"type":"track","userId":"u1","event":"Signed Up"}' | crosswalk map mappings/connect`, 'one event'],
    ['zcat events.gz | crosswalk map mappings/connect | jq -r .status | sort | uniq -c', 'how a day would have ended'],
  ],
  async run({ operands, options }, terminal) {
    const [folder, file = '-'] = operands;
    const now = toldTime(options.now);
    const prepared = await prepare(folder!, options.settings, terminal);
    if (!prepared) return 1;
    const source = file === '-' ? terminal.stdin : createReadStream(file);
    try {
      return await mapAll(source, prepared, now, terminal);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await print(terminal.stderr, `${file === '-' ? 'standard input' : file} ${Unreadable.because(error).message}\n`);
      return 1;
    }
  },
};

/** Events in, lines out, a chunk at a time. Gives the exit status. */
async function mapAll(
  source: AsyncIterable<Uint8Array>,
  prepared: Prepared,
  now: number,
  terminal: Terminal,
): Promise<number> {
  const { operations } = prepared.destination;
  const mapOne = mapperOf(prepared, now);
  let number = 0;
  let status = 0;
  for await (const events of readEvents(source)) {
    let lines = '';
    let unreadable = '';
    for (const event of events) {
      number++;
      if (event.problem !== undefined) unreadable += `line ${event.line}: ${event.problem}\n`;
      const outcome = event.problem === undefined ? mapOne(event.value, event.bytes, number) : undefined;
      if (outcome) lines += outcomeLine(outcome, operations);
      if (outcome === undefined || outcome.status === 'rejected') status = 1;
    }
    await print(terminal.stdout, lines);
    await print(terminal.stderr, unreadable);
  }
  return status;
}

function mapperOf(
  { destination, settings }: Prepared,
  now: number,
): (event: unknown, bytes: number, number: number) => Outcome {
  const road = roadTo(destination);
  const receivedAt = new Date(now).toISOString();
  return (event, bytes, number) => {
    // A minted id tells the event's number, so that the same input always gives the same output.
    const { call, failure } = normalise(event, { receivedAt, bytes, newId: () => `crosswalk-map-${number}` });
    return call ? road(call, { settings, now }) : { status: 'rejected', errors: [{ severity: 'error', ...failure }] };
  };
}

const isSystemError = (error: unknown) => typeof (error as NodeJS.ErrnoException | undefined)?.syscall === 'string';
