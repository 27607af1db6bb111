import { builtIns, type Node, quote } from '@crosswalk/jsonata';
import * as ours from '../../compact/index.ts';
import { words } from '../../words/index.ts';
import { literal } from '../fit.ts';

/** Something that is not said compactly: the mapping is compiled the usual way. */
export class NotCompact extends Error {}

/** What an expression may name. */
export interface Known {
  /** Variables as JavaScript. */
  readonly variables: Readonly<Record<string, string>>;
  /** JavaScript of the mapping's function of this name and how many parameters it has. */
  readonly definition: (name: string) => { readonly code: string; readonly parameters: number } | undefined;
  /** Notes that an export of the runtimes is used; gives its local name. */
  readonly use: (from: 'jsonata' | 'compact' | 'words', name: string) => string;
  /** A new local variable of the function that is being written. */
  readonly local: (name: string) => string;
}

/**
 * Writes an expression as one JavaScript expression of calls, where the usual generator writes statements with the frequent
 * case in place. Throws `NotCompact` for what mappings seldom say.
 */
export function compactExpression(node: Node, known: Known): string {
  if (node.group || node.keepArray) throw new NotCompact(node.type);
  let code = plain(node, known);
  for (const predicate of node.predicates) {
    const { type } = predicate;
    if (type !== 'literal' || !Number.isInteger(predicate.value) || Number(predicate.value) < 0) {
      throw new NotCompact('predicate');
    }
    code = `${known.use('compact', 'item')}(${code}, ${predicate.value})`;
  }
  return code;
}

function plain(node: Node, known: Known): string {
  const of = (inner: Node) => compactExpression(inner, known);
  const test = (inner: Node) => truth(inner, known);
  switch (node.type) {
    case 'literal':
      return literal(node.value);
    case 'variable':
      return variable(node.name, known);
    case 'path':
      return path(node, known);
    case 'binary':
      return binary(node, known);
    case 'condition':
      return `(${test(node.test)} ? ${of(node.then)} : ${node.otherwise ? of(node.otherwise) : 'undefined'})`;
    case 'default':
      return `${known.use('compact', 'or')}(${of(node.left)}, () => ${of(node.right)}${node.by === 'truth' ? ', 1' : ''})`;
    case 'block':
      return block(node, known);
    case 'array':
      if (node.whole || node.items.some(({ type }) => type === 'array')) throw new NotCompact('array');
      return `${known.use('compact', 'list')}(${node.items.map(of).join(', ')})`;
    case 'object':
      return object(node, known);
    case 'call':
      return call(node, known);
    default:
      throw new NotCompact(node.type);
  }
}

function variable(name: string, { variables }: Known): string {
  if (name === '' || !Object.hasOwn(variables, name)) throw new NotCompact(`$${name}`);
  return variables[name]!;
}

function path(node: Extract<Node, { type: 'path' }>, known: Known): string {
  if (node.keepSingleton || node.tuple) throw new NotCompact('path');
  for (const step of node.steps) {
    if (step.stages.length > 0 || step.focus || step.index || step.ancestor || step.tuple) throw new NotCompact('step');
  }
  const [first, ...rest] = node.steps.map((step) => step.node);
  const isName = first!.type === 'name';
  const from = isName ? 'r.root' : first!.type === 'variable' ? compactExpression(first!, known) : undefined;
  if (from === undefined) throw new NotCompact('first step');
  const names = (isName ? [first!, ...rest] : rest).map((step) => {
    if (step.type !== 'name' || step.keepArray || step.group || step.predicates.length > 0)
      throw new NotCompact('step');
    return quote(step.name);
  });
  return names.length === 0 ? from : `${known.use('compact', 'path')}(${[from, ...names].join(', ')})`;
}

/** An expression as a condition; what is true or false anyway is no longer asked. */
function truth(node: Node, known: Known): string {
  const code = compactExpression(node, known);
  const isPlain = node.predicates.length === 0;
  const answers = node.type === 'binary' && ['and', 'or', '=', '!=', 'in'].includes(node.operator);
  return isPlain && answers ? code : `${known.use('compact', 'truthy')}(${code})`;
}

function binary({ operator, left, right }: Extract<Node, { type: 'binary' }>, known: Known): string {
  const of = (node: Node) => compactExpression(node, known);
  const call = (name: string, ...first: string[]) =>
    `${known.use('compact', name)}(${[...first, of(left), of(right)].join(', ')})`;
  switch (operator) {
    case 'and':
      return `(${truth(left, known)} && ${truth(right, known)})`;
    case 'or':
      return `(${truth(left, known)} || ${truth(right, known)})`;
    case '=':
      return call('equals');
    case '!=':
      return call('differs');
    case '&':
      return call('concat');
    case '<':
    case '<=':
    case '>':
    case '>=':
      return call('compare', quote(operator));
    case 'in':
      return `${known.use('jsonata', 'includes')}(${of(left)}, ${of(right)})`;
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return `${known.use('jsonata', 'arithmetic')}(${quote(operator)}, ${of(left)}, ${of(right)})`;
    default:
      throw new NotCompact(operator);
  }
}

/** Variables of a block are locals of the function around it. */
function block({ expressions, whole }: Extract<Node, { type: 'block' }>, known: Known): string {
  if (whole || expressions.length === 0) throw new NotCompact('block');
  const variables: Record<string, string> = { ...known.variables };
  const inner = { ...known, variables };
  const parts = expressions.map((expression) => {
    if (expression.type !== 'bind') return compactExpression(expression, inner);
    const value = compactExpression(expression.value, inner);
    const local = known.local(expression.name);
    variables[expression.name] = local;
    return `${local} = ${value}`;
  });
  return `(${parts.join(', ')})`;
}

function object({ pairs }: Extract<Node, { type: 'object' }>, known: Known): string {
  const keys = pairs.map(([key]) => (key.type === 'literal' && typeof key.value === 'string' ? key.value : undefined));
  if (keys.includes(undefined) || new Set(keys).size < keys.length) throw new NotCompact('object');
  const members = pairs.flatMap(([, value], index) => [quote(keys[index]!), compactExpression(value, known)]);
  return `${known.use('compact', 'object')}(${members.join(', ')})`;
}

function call(node: Extract<Node, { type: 'call' }>, known: Known): string {
  const { procedure } = node;
  if (procedure.type !== 'variable' || procedure.predicates.length > 0 || procedure.group) throw new NotCompact('call');
  const { name } = procedure;
  if (Object.hasOwn(known.variables, name)) throw new NotCompact('call of a variable');
  const own = known.definition(name);
  if (own) {
    const given = node.arguments.slice(0, own.parameters).map((argument) => compactExpression(argument, known));
    return `${own.code}(${['r', ...given].join(', ')})`;
  }
  if (words.some((word) => word.name === name)) {
    const given = node.arguments.map((argument) => compactExpression(argument, known));
    return `${known.use(Object.hasOwn(ours, name) ? 'compact' : 'words', name)}(${['r', ...given].join(', ')})`;
  }
  return builtIn(name, node.arguments, known);
}

/** What a parameter of a signature wants: one kind, anything, or a list of one kind. */
const parameter = /([sbnox]|a<[so]>|\(sf\))(-?)(\??)/g;
const kinds: Readonly<Record<string, string>> = { s: 'string', b: 'boolean', n: 'number' };

function builtIn(name: string, nodes: readonly Node[], known: Known): string {
  const native = Object.hasOwn(builtIns, name) ? builtIns[name]! : undefined;
  if (!native || native.sequence || native.raw || typeof native.implementation === 'string') throw new NotCompact(name);
  const signature = /^<([^:]*):/.exec(native.signature)![1]!;
  const wanted = [...signature.matchAll(parameter)];
  if (wanted.map(([text]) => text).join('') !== signature || nodes.length > wanted.length) throw new NotCompact(name);
  const given = wanted.map(([, kind, , optional], index) => {
    const node = nodes[index];
    if (node) return checked(kind!, node, name, known);
    // The context stands in for what is left out: seldom said in mappings.
    if (optional === '') throw new NotCompact(name);
    return undefined;
  });
  const said = given.filter((one) => one !== undefined);
  // Only the plain form of $string is there in few words.
  const isOurs = Object.hasOwn(ours, name) && !(name === 'string' && said.length > 1);
  return isOurs
    ? `${known.use('compact', name)}(${said.join(', ')})`
    : `${known.use('jsonata', native.implementation.runtime)}(${['r', ...said].join(', ')})`;
}

function checked(kind: string, node: Node, name: string, known: Known): string {
  if (node.type === 'regex' && name === 'contains' && node.predicates.length === 0 && !node.group) {
    return `new RegExp(${quote(node.pattern)}, ${quote(node.flags)})`;
  }
  const value = compactExpression(node, known);
  if (kind === 'x') return value;
  if (kind.startsWith('a<')) return `${known.use('compact', 'items')}(${quote(kind[2]!)}, ${value})`;
  if (kind === 'o') throw new NotCompact('an object as argument');
  const type = kinds[kind === '(sf)' ? 's' : kind]!;
  const isSure = (node.type === 'literal' && typeof node.value === type) || (type === 'string' && isText(node, known));
  return isSure ? value : `${known.use('compact', 'argument')}(${quote(type)}, ${value})`;
}

const textual = [
  'text',
  'string',
  'lowercase',
  'uppercase',
  'substringBefore',
  'substringAfter',
  'join',
  'trim',
  'cut',
];

/** Gives text or nothing. */
function isText(node: Node, known: Known): boolean {
  if (node.type !== 'call' || node.predicates.length > 0 || node.procedure.type !== 'variable') return false;
  const { name } = node.procedure;
  return textual.includes(name) && known.definition(name) === undefined;
}
