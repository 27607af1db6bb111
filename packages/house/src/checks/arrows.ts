import { posix } from 'node:path';
import { type Check, type Finding, finding } from '../check.ts';
import { importsOf, packageOf } from '../imports.ts';
import type { Repository } from '../repository.ts';
import { codeOf, dependenciesOf, type Workspace, workspacesOf } from '../workspace.ts';

/** What each package may know. Apps may know all of these; a mapping knows nothing. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  jsonata: ['diagnostics'],
  engine: ['jsonata', 'diagnostics'],
  segment: ['diagnostics'],
  delivery: ['diagnostics'],
  folder: ['engine', 'diagnostics'],
  pages: [],
};

/** Tests of a mapping run its cases, so they know who maps. */
const testsOfMappings = ['folder', 'engine', 'segment', 'diagnostics'];

export const importArrows: Check = {
  holds:
    'Imports run one way: apps -> folder, delivery, pages, segment, engine -> jsonata -> diagnostics; mappings are data',
  *find(repository) {
    const all = workspacesOf(repository);
    for (const workspace of all) {
      // This package looks at all the others; nobody may import it.
      if (workspace.short === 'house') continue;
      if (workspace.kind === 'packages' && !arrows[workspace.short]) yield withoutPlace(workspace);
      yield* manifestFindings(workspace, all);
      for (const path of codeOf(repository, workspace, 'anywhere')) {
        yield* fileFindings(repository, path, workspace, all);
      }
    }
  },
};

function* manifestFindings(from: Workspace, all: readonly Workspace[]): Generator<Finding> {
  const { dependencies = {} } = from.manifest;
  for (const [name] of dependenciesOf(from.manifest)) {
    const to = all.find((one) => one.name === name);
    // The demo starts other apps as processes; asking for them gets them built first.
    if (!to || (from.short === 'demo' && to.kind === 'apps')) continue;
    const says = forbidden(from, to, !(name in dependencies));
    if (says) yield finding(`${from.folder}/package.json`, says);
  }
}

function* fileFindings(
  repository: Repository,
  path: string,
  from: Workspace,
  all: readonly Workspace[],
): Generator<Finding> {
  const isTest = /^(test|bench)\//.test(path.slice(from.folder.length + 1));
  for (const { specifier, line } of importsOf(repository, path)) {
    if (specifier === undefined) continue;
    const name = packageOf(specifier);
    const to = all.find((one) => one.name === name);
    if (to && to !== from) {
      const says = forbidden(from, to, isTest);
      if (says) yield finding(path, says, line);
    }
    if (specifier.startsWith('.') && !posix.join(posix.dirname(path), specifier).startsWith(`${from.folder}/`)) {
      const says = `imports ${specifier}, which lies outside of ${from.folder}. Import the package by its name.`;
      yield finding(path, says, line);
    }
  }
}

/** Why one workspace may not know another, and what to do instead; nothing when it may. */
function forbidden(from: Workspace, to: Workspace, inTests: boolean): string | undefined {
  const imports = `imports ${to.name}`;
  if (to.kind === 'apps') {
    return `${imports}, and nothing imports an app. Start it as a process, or move what is shared into a package.`;
  }
  if (to.kind === 'mappings' && from.kind !== 'apps') {
    return `${imports}, and no package knows a mapping. Take its files as an argument.`;
  }
  if (to.short === 'house') return `${imports}, which is only for the house itself.`;
  if (from.kind === 'apps') return undefined;
  if (from.kind === 'mappings') {
    if (inTests && testsOfMappings.includes(to.short)) return undefined;
    return `${imports}, but a mapping is data. Say it in YAML and JSONata; if they lack a word, add it to the engine.`;
  }
  const allowed = arrows[from.short] ?? [];
  if (allowed.includes(to.short)) return undefined;
  const may = allowed.length > 0 ? `may know ${allowed.join(' and ')} alone` : 'knows no other package';
  return `${imports}, but ${from.short} ${may}. Take what you need as an argument or by a structural type, or move it down.`;
}

function withoutPlace({ folder }: Workspace): Finding {
  const says = 'a package without a place. Say in packages/house/src/checks/arrows.ts what it may know.';
  return finding(`${folder}/package.json`, says);
}
