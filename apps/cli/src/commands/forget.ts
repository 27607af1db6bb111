import type { Trace } from '../admin/answers.ts';
import { serverAt, serverOption } from '../admin/server.ts';
import { told } from '../admin/told.ts';
import { count } from '../show/paint.ts';
import { print } from '../terminal.ts';
import type { Command } from '../usage/command.ts';

export const forget: Command = {
  name: 'forget',
  summary: 'erase all that a running server keeps of a person',
  operands: 'USER',
  takes: [1, 1],
  options: { yes: { summary: 'do it; without this only the count is shown' }, ...serverOption },
  help: `
USER is a userId or anonymousId. Calls of all ids that aliases joined with it are erased too, as they came and as they were
mapped, whatever became of them; what waits is not delivered any more. An id that is joined with many others ("guest")
is told and left. What destinations have got already is theirs to erase.`,
  examples: [
    ['crosswalk forget 019mr8mf4r', 'how much is kept of this person?'],
    ['crosswalk forget 019mr8mf4r --yes', 'erase it'],
  ],
  run: ({ operands: [user], options, switches }, terminal) =>
    told(terminal, async () => {
      const server = serverAt(options.server);
      const { ids, shared, calls } = await server.post<Trace>('/api/trace', { user });
      const joined = `${count(calls.length, 'call')} of ${count(ids.length, 'id')}`;
      await print(terminal.stdout, `${joined}\n`);
      if (shared.length > 0) {
        await print(
          terminal.stderr,
          `${count(shared.length, 'id')} joined with many others: what bears only those is kept\n`,
        );
      }
      if (!switches.has('yes')) {
        await print(terminal.stdout, 'Nothing was erased. --yes erases them.\n');
        return 0;
      }
      const erased = await server.post<{ calls: number }>('/api/forget', { user });
      await print(terminal.stdout, `${count(erased.calls, 'call')} erased\n`);
      return 0;
    }),
};
