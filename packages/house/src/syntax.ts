import { type ESTree, parseSync } from 'vite';

/** A node of the syntax tree, as far as the checks look into it. */
export type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<
  Record<string, unknown>
>;

export interface Visited {
  readonly node: Node;
  readonly parent: Node | undefined;
  /** The property of the parent that holds the node, or the list in which it stands. */
  readonly key: string;
}

/** The syntax tree of a TypeScript or JavaScript file; throws where it cannot be parsed. */
export function parse(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  return program satisfies ESTree.Program as unknown as Node;
}

/** Every node from the top down; what `enter` refuses is left out with all that it holds. */
export function* walk(root: Node, enter: (visited: Visited) => boolean = () => true): Generator<Visited> {
  const waiting: Visited[] = [{ node: root, parent: undefined, key: '' }];
  for (let visited = waiting.pop(); visited; visited = waiting.pop()) {
    if (!enter(visited)) continue;
    yield visited;
    const { node } = visited;
    const children = Object.entries(node).flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).filter(isNode).map((child) => ({ node: child, parent: node, key })),
    );
    waiting.push(...children.reverse());
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The text of a string literal, or of a template without places to fill; nothing for any other node. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  const quasis = node.quasis as { value: { cooked: string } }[];
  return quasis.length === 1 ? quasis[0]!.value.cooked : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
