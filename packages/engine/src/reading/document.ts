import { type Document, isAlias, isMap, isNode, isScalar, type Node, type Pair, parseDocument, visit } from 'yaml';
import type { Findings, Place } from './source.ts';
import { cutByYaml } from './traps.ts';

/** A YAML file of a mapping: its value as plain data, and where each part of it stands. */
export class YamlFile {
  readonly file: string;
  readonly text: string;
  readonly document: Document.Parsed;

  constructor(file: string, text: string, document: Document.Parsed) {
    this.file = file;
    this.text = text;
    this.document = document;
  }

  /** The file's value as plain data (objects, arrays, scalars). */
  get value(): unknown {
    return this.document.toJS({ maxAliasCount: 0 });
  }

  /** The node at a path of keys and indexes. */
  node(path: readonly (string | number)[]): Node | undefined {
    const found = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isNode(found) ? found : undefined;
  }

  /** Where the value at a path stands; the nearest part around it when it has no place of its own. */
  place(path: readonly (string | number)[]): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = this.node(path.slice(0, length));
      if (node?.range) return this.placeOf(node);
    }
    return { file: this.file, start: 0, end: Math.min(1, this.text.length) };
  }

  /** Where the key at the end of a path stands. */
  keyPlace(path: readonly (string | number)[]): Place {
    const parent = this.node(path.slice(0, -1));
    const name = String(path.at(-1));
    const pair = isMap(parent) ? pairOf(parent.items, name) : undefined;
    return pair && isNode(pair.key) ? this.placeOf(pair.key) : this.place(path);
  }

  placeOf(node: Node): Place {
    const [start, end] = node.range ?? [0, 0];
    return { file: this.file, start, end: trimEnd(this.text, start, end) };
  }
}

function pairOf(items: readonly Pair[], name: string): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name);
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start + 1 && /\s/.test(text[last - 1]!)) last--;
  return last;
}

/** Reads YAML 1.2. Nothing is given when it cannot be read; then `findings` says why (M101, M105, M113, M114). */
export function readYaml(file: string, text: string, findings: Findings): YamlFile | undefined {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, stringKeys: true });
  const before = findings.list.length;
  for (const problem of document.errors) {
    const place = { file, start: problem.pos[0], end: Math.max(problem.pos[1], problem.pos[0] + 1) };
    if (problem.code === 'DUPLICATE_KEY') {
      findings.error('M105', 'the same key stands here twice', place);
    } else if (!cutByYaml(text, problem, place, findings)) {
      findings.error('M101', `this is not readable as YAML: ${sentence(problem.message)}`, place);
      break; // What follows a syntax error is mostly its echo.
    }
  }
  refuseReferences(file, document, findings);
  return findings.list.length > before ? undefined : new YamlFile(file, text, document);
}

function refuseReferences(file: string, document: Document.Parsed, findings: Findings): void {
  visit(document, {
    Node(_, node) {
      const anchored = 'anchor' in node && node.anchor !== undefined;
      const tagged = 'tag' in node && node.tag !== undefined && isScalar(node);
      const what = isAlias(node) ? 'an alias' : anchored ? 'an anchor' : tagged ? 'a tag' : undefined;
      if (what === undefined) return;
      const [start, end] = node.range ?? [0, 1];
      findings.error('M114', `${what} of YAML is not used in mapping files`, { file, start, end });
    },
  });
}

function sentence(text: string): string {
  const first = text.split('\n')[0]!.trim().replace(/[.:]$/, '');
  return first.charAt(0).toLowerCase() + first.slice(1);
}
