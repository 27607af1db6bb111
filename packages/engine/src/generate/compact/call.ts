import { builtIns, type Node, quote } from '@crosswalk/jsonata';
import * as ours from '../../compact/index.ts';
import { words } from '../../words/index.ts';
import { type Known, maybe, NotCompact, type Said } from './known.ts';

type Call = Extract<Node, { type: 'call' }>;

/** How an expression inside is said. */
type Say = (node: Node) => Said;

/** A call of a function by its name: the mapping's own, a word, or one of JSONata's. */
export function call(node: Call, known: Known, say: Say): Said {
  const { procedure } = node;
  if (procedure.type !== 'variable' || procedure.predicates.length > 0 || procedure.group) throw new NotCompact('call');
  const { name } = procedure;
  if (Object.hasOwn(known.variables, name)) throw new NotCompact('call of a variable');
  const given = () => node.arguments.map((argument) => say(argument).code);
  const own = known.definition(name);
  if (own) return { code: `${own.code}(${given().slice(0, own.parameters).join(', ')})`, kind: own.kind };
  if (!words.some((word) => word.name === name)) return builtIn(name, node.arguments, known, say);
  const code = Object.hasOwn(ours, name)
    ? `${known.use('compact', name)}(${given().join(', ')})`
    : `${known.use('words', name)}(${[known.use('compact', 'state'), ...given()].join(', ')})`;
  return { code, kind: kindsOfWords[name] ?? 'any' };
}

const kindsOfWords: Readonly<Record<string, Said['kind']>> = {
  cut: 'text',
  isTimeZone: 'boolean',
  looseKey: 'text',
  text: 'text',
  unixSeconds: 'number',
};

/** What a parameter of a signature wants: one kind, anything, or a list of one kind. */
const parameter = /([sbnox]|a<[so]>|\(sf\))(-?)(\??)/g;

function builtIn(name: string, nodes: readonly Node[], known: Known, say: Say): Said {
  const native = Object.hasOwn(builtIns, name) ? builtIns[name]! : undefined;
  if (!native || native.sequence || native.raw || typeof native.implementation === 'string') throw new NotCompact(name);
  const [, parameters, result] = /^<([^:]*):(.*)>$/.exec(native.signature)!;
  const wanted = [...parameters!.matchAll(parameter)];
  if (wanted.map(([text]) => text).join('') !== parameters || nodes.length > wanted.length) throw new NotCompact(name);
  const given = wanted.flatMap(([, kind, , optional], index) => {
    const node = nodes[index];
    if (node) return [argument(kind!, node, name, known, say)];
    // The context stands in for what is left out: seldom said in mappings.
    if (optional === '') throw new NotCompact(name);
    return [];
  });
  // What it says is said elsewhere.
  if (name === 'error' && nodes.every(({ type }) => type === 'literal'))
    return { code: `${known.use('compact', name)}()`, kind: 'any' };
  if (name === 'exists') return { code: `(${given[0]} !== undefined)`, kind: 'boolean' };
  // Only the plain form of $string is there in few words.
  const isOurs = Object.hasOwn(ours, name) && !(name === 'string' && given.length > 1);
  const code = isOurs
    ? `${known.use('compact', name)}(${given.join(', ')})`
    : `${known.use('jsonata', native.implementation.runtime)}(${[known.use('compact', 'state'), ...given].join(', ')})`;
  return { code, kind: maybe(result!) };
}

function argument(kind: string, node: Node, name: string, known: Known, say: Say): string {
  if (node.type === 'regex' && name === 'contains' && node.predicates.length === 0 && !node.group) {
    return String(new RegExp(node.pattern, node.flags));
  }
  const said = say(node);
  if (kind === 'x') return said.code;
  if (kind.startsWith('a<')) {
    const fits = known.use('compact', kind === 'a<s>' ? 'isText' : 'isObject');
    return `${known.use('compact', 'items')}(${fits}, ${said.code})`;
  }
  if (kind === 'o') throw new NotCompact('an object as argument');
  const wanted = kind === '(sf)' ? 's' : kind;
  if (said.kind === maybe(wanted)) return said.code;
  return `${known.use('compact', 'argument')}(${quote(types[wanted]!)}, ${said.code})`;
}

const types: Readonly<Record<string, string>> = { s: 'string', b: 'boolean', n: 'number' };
