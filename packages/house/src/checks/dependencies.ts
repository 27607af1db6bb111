import { builtinModules } from 'node:module';
import { parse } from 'yaml';
import { type Check, type Finding, finding } from '../check.ts';
import { importsOf, packageOf } from '../imports.ts';
import type { Repository } from '../repository.ts';
import { codeOf, dependenciesOf, type Manifest, readManifest, type Workspace, workspacesOf } from '../workspace.ts';

const table = 'docs/dependencies.md';
const catalogFile = 'pnpm-workspace.yaml';

export const pinnedDependencies: Check = {
  holds: `every dependency stands once in the catalog, pinned, with its reason in ${table}`,
  *find(repository) {
    const catalog = readCatalog(repository);
    const manifests = manifestsOf(repository);
    const used = new Set(manifests.flatMap(([, manifest]) => dependenciesOf(manifest)).map(([name]) => name));
    for (const [path, manifest] of manifests) yield* rangeFindings(path, manifest, catalog);
    for (const [name, version] of Object.entries(catalog)) {
      if (!/^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
        yield finding(
          catalogFile,
          `${name} is ${version}. Pin one version, such as 1.2.3: a clone of today must run next year.`,
        );
      }
      if (!used.has(name)) yield finding(catalogFile, `no package.json asks for ${name}. Take it out of the catalog.`);
    }
    yield* tableFindings(repository, catalog);
  },
};

export const declaredDependencies: Check = {
  holds: 'a package declares what it imports, and imports what it declares',
  *find(repository) {
    for (const workspace of workspacesOf(repository)) {
      const dependencies = Object.keys(workspace.manifest.dependencies ?? {});
      const all = dependenciesOf(workspace.manifest).map(([name]) => name);
      yield* undeclared(repository, workspace, 'src', dependencies);
      yield* undeclared(repository, workspace, 'test', all);
      yield* neverImported(repository, workspace, dependencies);
    }
  },
};

function* rangeFindings(
  path: string,
  manifest: Manifest,
  catalog: Readonly<Record<string, string>>,
): Generator<Finding> {
  for (const [name, range] of dependenciesOf(manifest)) {
    if (name.startsWith('@crosswalk/')) {
      if (range !== 'workspace:*') yield finding(path, `${name} is "${range}". Write "workspace:*".`);
    } else if (range !== 'catalog:') {
      yield finding(path, `${name} is "${range}". Write "catalog:", and its version in ${catalogFile}.`);
    } else if (!Object.hasOwn(catalog, name)) {
      yield finding(path, `${name} is not in the catalog of ${catalogFile}. Add it there, exactly pinned.`);
    }
  }
}

function* tableFindings(repository: Repository, catalog: Readonly<Record<string, string>>): Generator<Finding> {
  const rows = repository.has(table) ? readRows(repository.read(table)) : [];
  const names = rows.map(([name]) => name);
  for (const name of Object.keys(catalog)) {
    if (names.includes(name)) continue;
    yield finding(table, `${name} has no row. Add one: | package | where | why it, and its upkeep |.`);
  }
  for (const [index, [name = '', where = '', why = '']] of rows.entries()) {
    if (!Object.hasOwn(catalog, name)) yield finding(table, `${name} is not in the catalog any more. Delete its row.`);
    if (names.indexOf(name) !== index) yield finding(table, `${name} has two rows. Make them one.`);
    if (where !== '' && why !== '') continue;
    yield finding(table, `the row of ${name} has an empty cell. Say where it is used and why.`);
  }
}

function* undeclared(
  repository: Repository,
  workspace: Workspace,
  where: 'src' | 'test',
  declared: readonly string[],
): Generator<Finding> {
  const wanted = where === 'src' ? 'dependencies' : 'devDependencies';
  for (const path of codeOf(repository, workspace, where)) {
    for (const { specifier, line } of importsOf(repository, path)) {
      const name = specifier && packageOf(specifier);
      if (!name || name === workspace.name || declared.includes(name)) continue;
      if (builtinModules.includes(name)) yield finding(path, `imports ${name}. Write node:${name}.`, line);
      else yield finding(path, `imports ${name}. Add it to the ${wanted} of ${workspace.folder}/package.json.`, line);
    }
  }
}

function* neverImported(repository: Repository, workspace: Workspace, declared: readonly string[]): Generator<Finding> {
  const imported = codeOf(repository, workspace, 'src').flatMap((path) =>
    importsOf(repository, path).map(({ specifier }) => specifier && packageOf(specifier)),
  );
  const started = workspacesOf(repository).filter(({ kind }) => kind !== 'packages');
  for (const name of declared) {
    // Apps are started, and mappings are read, without an import.
    if (imported.includes(name) || started.some((one) => one.name === name)) continue;
    yield finding(
      `${workspace.folder}/package.json`,
      `nothing in its sources imports ${name}. Take it out of dependencies, or move it to devDependencies.`,
    );
  }
}

function manifestsOf(repository: Repository): [path: string, manifest: Manifest][] {
  const paths = workspacesOf(repository).map(({ folder }) => `${folder}/package.json`);
  return ['package.json', ...paths].map((path) => [path, readManifest(repository, path)]);
}

function readCatalog(repository: Repository): Record<string, string> {
  const { catalog = {} } = parse(repository.read(catalogFile)) as { catalog?: Record<string, string> };
  return catalog;
}

/** The cells of a Markdown table's rows, without its heading. */
function readRows(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
