import type { Repository } from './repository.ts';
import { isNode, lineAt, literalText, type Node, parse, walk } from './syntax.ts';

/** Something that a file imports, in whatever way. */
export interface Import {
  /** As written; absent when it is computed. */
  readonly specifier: string | undefined;
  readonly line: number;
  /** True when nothing of it is left at run time. */
  readonly isOfTypes: boolean;
}

const withSource = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** Static and dynamic imports, re-exports, imports of types alone, `require` and `import.meta.resolve`. */
export function importsOf(repository: Repository, path: string): readonly Import[] {
  const known = read.get(repository) ?? new Map<string, readonly Import[]>();
  read.set(repository, known);
  const imports = known.get(path) ?? readImports(path, repository.read(path));
  known.set(path, imports);
  return imports;
}

/** Several checks ask for the imports of the same files. */
const read = new WeakMap<Repository, Map<string, readonly Import[]>>();

function readImports(path: string, text: string): Import[] {
  const found: Import[] = [];
  for (const { node } of walk(parse(path, text))) {
    const source = withSource.has(node.type)
      ? node.source
      : node.type === 'CallExpression'
        ? resolved(node)
        : undefined;
    if (!isNode(source)) continue;
    found.push({ specifier: literalText(source), line: lineAt(text, source.start), isOfTypes: isOfTypes(node) });
  }
  return found;
}

function isOfTypes(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const named = (node.specifiers ?? []) as readonly Node[];
  return named.length > 0 && named.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}

/** What a call of `require` or `….resolve` asks for, when it is a module and not, say, a promise. */
function resolved(call: Node): unknown {
  const callee = call.callee as Node;
  const argument = (call.arguments as unknown[])[0];
  if (callee.type === 'Identifier' && callee.name === 'require') return argument;
  const isResolve = callee.type === 'MemberExpression' && (callee.property as Node).name === 'resolve';
  const owner = callee.object as Node | undefined;
  return isResolve && (owner?.type === 'MetaProperty' || owner?.name === 'require') ? argument : undefined;
}

/** The package of a bare specifier: `@crosswalk/engine/cases` is of `@crosswalk/engine`. Nothing for `./x` and `node:x`. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|\/|node:|file:|data:)/.test(specifier)) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
