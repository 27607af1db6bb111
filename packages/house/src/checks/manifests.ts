import { type Check, finding } from '../check.ts';
import type { Repository } from '../repository.ts';
import { codeOf, type Workspace, workspacesOf } from '../workspace.ts';

export const manifests: Check = {
  holds: 'every package is named after its folder, and none escapes the build, the types or the reader',
  *find(repository) {
    for (const workspace of workspacesOf(repository)) {
      for (const says of complaints(repository, workspace)) {
        yield finding(`${workspace.folder}/package.json`, says);
      }
    }
  },
};

function* complaints(repository: Repository, workspace: Workspace): Generator<string> {
  const { folder, kind, short, name, manifest } = workspace;
  const expected = kind === 'mappings' ? `@crosswalk/mapping-${short}` : `@crosswalk/${short}`;
  if (name !== expected) yield `is named ${name}. Name it ${expected}.`;
  if (!manifest.version) yield 'has no version. Begin with 0.0.0; changesets raise it.';
  if (!manifest.description?.endsWith('.')) yield 'has no description. Say in one sentence what the folder is for.';
  const scripts = manifest.scripts ?? {};
  if (codeOf(repository, workspace, 'anywhere').some((path) => path.endsWith('.ts'))) {
    if (!scripts.typecheck) yield 'has TypeScript but no script `typecheck`. Add "tsc -p tsconfig.json".';
    const configured = repository.paths.some(
      (path) => path.startsWith(`${folder}/`) && path.endsWith('/tsconfig.json'),
    );
    if (!configured) yield 'has TypeScript but no tsconfig.json.';
  }
  if (short !== 'house' && kind !== 'mappings' && !scripts.build)
    yield 'has no script `build`. Add "tsc -p tsconfig.build.json".';
}
