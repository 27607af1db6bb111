import { type Check, finding } from '../check.ts';

/** Names that say nothing about what lives there. */
const empty = /^(utils?|helpers?|common|misc|shared|lib|stuff)(\.|$)/;

export const tellingNames: Check = {
  holds: 'folders and files are named after what lives in them',
  *find(repository) {
    const reported = new Set<string>();
    for (const path of repository.paths) {
      const parts = path.split('/');
      const at = parts.findIndex((part) => empty.test(part));
      const named = parts.slice(0, at + 1).join('/');
      if (at === -1 || path.includes('/fixtures/') || reported.has(named)) continue;
      reported.add(named);
      yield finding(
        named,
        'has a name that says nothing. Name the idea (retry-policy.ts), or keep the code where it is used.',
      );
    }
  },
};
