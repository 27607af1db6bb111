import { type Check, finding } from '../check.ts';
import { workspacesOf } from '../workspace.ts';

export const changesets: Check = {
  holds: 'a changeset names packages that are released, and says something to their users',
  *find(repository) {
    const released = workspacesOf(repository).filter(({ manifest }) => !manifest.private);
    for (const file of repository.paths) {
      if (!/^\.changeset\/.*\.md$/.test(file) || file.endsWith('/README.md')) continue;
      const [, head, text = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(repository.read(file)) ?? [];
      if (head === undefined) {
        yield finding(file, 'does not begin with the packages between two lines of ---. See .changeset/README.md.');
        continue;
      }
      for (const line of head.trim().split('\n')) {
        const [, name, bump] = /^"(.+)": (patch|minor|major)$/.exec(line) ?? [];
        if (!bump) yield finding(file, `says ${line}. Write "NAME": patch, minor or major.`);
        else if (!released.some((one) => one.name === name)) {
          yield finding(
            file,
            `names ${name}, which is not released from here. Correct the name, or leave the changeset out.`,
          );
        }
      }
      if (!/^\S.*\.$/s.test(text.trim())) {
        yield finding(
          file,
          'has no sentence for the reader of the changelog. Say what they will notice, and end with a full stop.',
        );
      }
    }
  },
};
