import { filterOptions, filtersIn } from '../admin/filters.ts';
import { replaying, replayOptions } from '../admin/replaying.ts';
import { serverAt, serverOption } from '../admin/server.ts';
import { told } from '../admin/told.ts';
import type { Command } from '../usage/command.ts';

export const replay: Command = {
  name: 'replay',
  summary: 'deliver calls anew that a running server keeps',
  operands: '',
  takes: [0, 0],
  options: {
    ...filterOptions,
    state: { value: 'STATE', summary: 'only dead, skipped or delivered ones' },
    ...replayOptions,
    again: { summary: 'delivered calls too: what they do is done twice' },
    ...serverOption,
  },
  help: `
Asks the running server how many of its dead and skipped calls are meant and shows that. With --yes they are mapped as the
mapping says now and delivered, behind the calls that come in meanwhile and at a rate of their own. Ctrl-C aborts: what was
sent stays sent, the rest stays as it is. Repeating it does no harm: a call has one delivery id for each version of the mapping.`,
  examples: [
    ['crosswalk replay --code NO_MATCHING_MAPPING --from 7d', 'how many were skipped in a week for want of a rule?'],
    ['crosswalk replay --code NO_MATCHING_MAPPING --from 7d --yes', 'there is a rule now: deliver them'],
    ['crosswalk replay --event "Order Completed" --rate 20 --yes', 'one event, slowly'],
  ],
  run: (given, terminal) =>
    told(terminal, () => {
      const { state } = given.options;
      const filters = { ...filtersIn(given, Date.now()), ...(state !== undefined && { state }) };
      return replaying(serverAt(given.options.server), filters, given, terminal);
    }),
};
