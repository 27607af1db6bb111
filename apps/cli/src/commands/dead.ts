import type { Delivery, Story } from '../admin/answers.ts';
import { filterOptions, filtersIn } from '../admin/filters.ts';
import { replaying, replayOptions } from '../admin/replaying.ts';
import { type Server, serverAt, serverOption } from '../admin/server.ts';
import { told } from '../admin/told.ts';
import { show as shown } from '../show/paint.ts';
import { print, type Terminal } from '../terminal.ts';
import { type Arguments, type Command, UsageFault } from '../usage/command.ts';

export const dead: Command = {
  name: 'dead',
  summary: 'look at calls that could not be delivered, and deliver them anew',
  operands: 'list|show|replay [MESSAGEID]',
  takes: [1, 2],
  options: {
    ...filterOptions,
    most: { value: 'NUMBER', summary: 'list so many, the newest; default 100, at most 1000' },
    ...replayOptions,
    ...serverOption,
  },
  help: `
  list             dead calls, the newest first: when, what, why. Without values of people
  show MESSAGEID   one call as it came, the request that was made of it, and every attempt. Shows all values
  replay           delivers them anew, as crosswalk replay does; with a MESSAGEID only that one

A running server is asked, as its data folder belongs to it alone.`,
  examples: [
    ['crosswalk dead list --source website --from 24h', 'what failed since yesterday'],
    ['crosswalk dead show 6f2c1f0e-8f0f-4f0e-9b0a-000000000000', 'why did this one fail?'],
    ['crosswalk dead replay --code MESSAGE_REJECTED --yes', 'the mapping is mended: send them again'],
  ],
  run(given, terminal) {
    const [verb, messageId] = given.operands;
    const server = serverAt(given.options.server);
    if (verb === 'show' && messageId === undefined)
      throw new UsageFault('something is missing: crosswalk dead show MESSAGEID');
    if (verb === 'list' && messageId !== undefined) throw new UsageFault(`one argument too many: ${messageId}`);
    if (verb === 'list') return told(terminal, () => list(server, given, terminal));
    if (verb === 'show') return told(terminal, () => showOne(server, messageId!, terminal));
    if (verb !== 'replay') throw new UsageFault('crosswalk dead wants one of list, show, replay');
    const filters = { ...filtersIn(given, Date.now()), state: 'dead', ...(messageId !== undefined && { messageId }) };
    return told(terminal, () => replaying(server, filters, given, terminal));
  },
};

async function list(server: Server, given: Arguments, { stdout, stderr }: Terminal): Promise<number> {
  const { most } = given.options;
  const query = new URLSearchParams({ ...filtersIn(given, Date.now()), state: 'dead', ...(most && { most }) });
  const stories = await server.get<Story[]>(`/api/calls?${query}`);
  if (stories.length === 0) await print(stderr, 'no dead call is kept that fits\n');
  for (const { acceptedAt, source, call, messageId, deliveries } of stories) {
    const what = [call.type, call.event].filter((word) => typeof word === 'string').map((word) => short(String(word)));
    for (const delivery of deliveries) {
      const words = [time(acceptedAt), source, what.join(' '), why(delivery), plain(messageId)];
      await print(stdout, `${words.join('  ')}\n`);
    }
  }
  return 0;
}

async function showOne(server: Server, messageId: string, { stdout, stderr }: Terminal): Promise<number> {
  const stories = await server.get<Story[]>(`/api/calls/${encodeURIComponent(messageId)}`);
  if (stories.length === 0) {
    await print(stderr, 'no call with this messageId is kept\n');
    return 1;
  }
  for (const { source, acceptedAt, call, deliveries } of stories) {
    await print(stdout, `accepted ${time(acceptedAt)} from ${source}\n${shown(call)}\n`);
    for (const delivery of deliveries) {
      const { destination, state, sent, attempts } = delivery;
      const lines = [`to ${destination}: ${state} ${why(delivery)}`.trimEnd()];
      if (sent) lines.push(`  ${sent.operation} ${shown(sent.body)}`);
      for (const { at, status, error, verdict } of attempts)
        lines.push(`  ${time(at)}  ${status ?? error}  ${verdict}`);
      if (state === 'dead') lines.push(`  next: crosswalk dead replay ${plain(messageId)} --yes`);
      await print(stdout, `${lines.join('\n')}\n`);
    }
  }
  return 0;
}

const time = (at: number) => new Date(at).toISOString();
const why = ({ fate }: Delivery) => (fate?.code === undefined ? '' : `${fate.code} (${fate.reason})`);

/** A line of the list is to stay one. */
const short = (text: string) => plain(text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Text of a stranger with nothing in it that could steer a terminal. */
const plain = (text: string) => shown(text).slice(1, -1);
