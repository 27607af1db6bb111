import type { Check } from '../check.ts';
import { workspacesOf } from '../workspace.ts';

export const changesets: Check = {
  holds: 'a changeset names packages that are released, and says something to their users',
  *find(repository) {
    const released = workspacesOf(repository).filter(({ manifest }) => !manifest.private);
    for (const file of repository.paths) {
      if (!/^\.changeset\/.*\.md$/.test(file) || file.endsWith('/README.md')) continue;
      const [, head, text = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(repository.read(file)) ?? [];
      if (head === undefined) {
        yield { file, says: 'does not begin with the packages between two lines of ---. See .changeset/README.md.' };
        continue;
      }
      for (const line of head.trim().split('\n')) {
        const [, name, bump] = /^"(.+)": (patch|minor|major)$/.exec(line) ?? [];
        if (!bump) yield { file, says: `says ${line}. Write "NAME": patch, minor or major.` };
        else if (!released.some((one) => one.name === name)) {
          yield {
            file,
            says: `names ${name}, which is not released from here. Correct the name, or leave the changeset out.`,
          };
        }
      }
      if (!/^\S.*\.$/s.test(text.trim())) {
        yield {
          file,
          says: 'has no sentence for the reader of the changelog. Say what they will notice, and end with a full stop.',
        };
      }
    }
  },
};
