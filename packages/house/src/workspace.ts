import type { Repository } from './repository.ts';

/** A package, a mapping or an app, with what its package.json says. */
export interface Workspace {
  /** Such as `packages/engine`. */
  readonly folder: string;
  readonly kind: 'packages' | 'mappings' | 'apps';
  /** The last part of the folder: `engine`. */
  readonly short: string;
  /** Such as `@crosswalk/engine`. */
  readonly name: string;
  readonly manifest: Manifest;
}

export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const kinds = ['packages', 'mappings', 'apps'] as const;

export function workspacesOf(repository: Repository): Workspace[] {
  return repository.paths.flatMap((path) => {
    const [kind, short, file, ...deeper] = path.split('/');
    const known = kinds.find((one) => one === kind);
    if (!known || !short || file !== 'package.json' || deeper.length > 0) return [];
    const manifest = readManifest(repository, path);
    return [{ folder: `${kind}/${short}`, kind: known, short, name: manifest.name ?? short, manifest }];
  });
}

export function readManifest(repository: Repository, path: string): Manifest {
  return JSON.parse(repository.read(path)) as Manifest;
}

/** All that a package.json asks for, of every kind. */
export function dependenciesOf(manifest: Manifest): [name: string, range: string][] {
  const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifest;
  return [dependencies, devDependencies, peerDependencies].flatMap((some) => Object.entries(some));
}

/** The sources of a workspace, or its tests, benches, examples and what builds it: TypeScript and JavaScript files, not fixtures. */
export function codeOf(repository: Repository, workspace: Workspace, where: 'src' | 'test' | 'anywhere'): string[] {
  return repository.paths.filter((path) => {
    if (!path.startsWith(`${workspace.folder}/`) || !/\.(ts|tsx|mts|js|mjs)$/.test(path)) return false;
    const inside = path.slice(workspace.folder.length + 1);
    if (inside.startsWith('fixtures/')) return false;
    const isTest = /^(test|bench|build|example)\//.test(inside);
    return where === 'anywhere' || isTest === (where === 'test');
  });
}
