import { type Node, quote } from '@crosswalk/jsonata';
import { literal } from '../fit.ts';
import { call } from './call.ts';
import { type Known, maybe, NotCompact, type Said } from './known.ts';

/**
 * Writes an expression as one JavaScript expression of calls, where the usual generator writes statements with the frequent
 * case in place. Throws `NotCompact` for what mappings seldom say.
 */
export function compactExpression(node: Node, known: Known): Said {
  if (node.group || node.keepArray) throw new NotCompact(node.type);
  let said = plain(node, known);
  for (const predicate of node.predicates) {
    const { type } = predicate;
    if (type !== 'literal' || !Number.isInteger(predicate.value) || Number(predicate.value) < 0) {
      throw new NotCompact('predicate');
    }
    said = { code: `${known.use('compact', 'item')}(${said.code}, ${predicate.value})`, kind: 'any' };
  }
  return said;
}

/** An expression as a condition: true for JavaScript when it is for JSONata. */
export function truth(node: Node, known: Known): string {
  if (node.type === 'binary' && node.predicates.length === 0) {
    const { operator, left, right } = node;
    if (operator === 'and' || operator === 'or') {
      return `(${truth(left, known)} ${operator === 'and' ? '&&' : '||'} ${truth(right, known)})`;
    }
    const sides = [compactExpression(left, known), compactExpression(right, known)];
    // A number that is missing is neither less nor more.
    if (/^[<>]/.test(operator) && sides.every(({ kind }) => kind === 'number')) {
      return `(${sides[0]!.code} ${operator} ${sides[1]!.code})`;
    }
  }
  const { code, kind } = compactExpression(node, known);
  return kind === 'any' ? `${known.use('compact', 'truthy')}(${code})` : code;
}

function plain(node: Node, known: Known): Said {
  const of = (inner: Node) => compactExpression(inner, known);
  switch (node.type) {
    case 'literal':
      return { code: literal(node.value), kind: maybe(typeof node.value) };
    case 'variable':
      return variable(node.name, known);
    case 'path':
      return path(node, known);
    case 'binary':
      return binary(node, known);
    case 'condition': {
      const [then, otherwise] = [of(node.then), node.otherwise && of(node.otherwise)];
      const kind = !otherwise || then.kind === otherwise.kind ? then.kind : 'any';
      return { code: `(${truth(node.test, known)} ? ${then.code} : ${otherwise?.code ?? 'undefined'})`, kind };
    }
    case 'default': {
      const [left, right] = [of(node.left), of(node.right)];
      const kind = left.kind === right.kind ? left.kind : 'any';
      if (node.by === 'truth')
        return { code: `${known.use('compact', 'orFalse')}(${left.code}, () => ${right.code})`, kind };
      // What is of a kind is never null, which JavaScript's operator would pass over.
      if (left.kind !== 'any') return { code: `(${left.code} ?? ${right.code})`, kind };
      return { code: `${known.use('compact', 'or')}(${left.code}, () => ${right.code})`, kind };
    }
    case 'block':
      return block(node, known);
    case 'array': {
      if (node.whole || node.items.some(({ type }) => type === 'array')) throw new NotCompact('array');
      const items = node.items.map((item) => of(item).code);
      return { code: `${known.use('compact', 'list')}(${items.join(', ')})`, kind: 'any' };
    }
    case 'object':
      return object(node, known);
    case 'call':
      return call(node, known, of);
    default:
      throw new NotCompact(node.type);
  }
}

function variable(name: string, { variables, use }: Known): Said {
  if (Object.hasOwn(variables, name)) return variables[name]!;
  if (name === '$') return { code: use('compact', 'event'), kind: 'any' };
  if (name === 'settings') return { code: use('compact', 'settings'), kind: 'any' };
  throw new NotCompact(`$${name}`);
}

function path(node: Extract<Node, { type: 'path' }>, known: Known): Said {
  if (node.keepSingleton || node.tuple) throw new NotCompact('path');
  for (const step of node.steps) {
    if (step.stages.length > 0 || step.focus || step.index || step.ancestor || step.tuple) throw new NotCompact('step');
  }
  const [first, ...rest] = node.steps.map((step) => step.node);
  if (first!.type !== 'name' && first!.type !== 'variable') throw new NotCompact('first step');
  const names = (first!.type === 'name' ? [first!, ...rest] : rest).map((step) => {
    if (step.type !== 'name' || step.keepArray || step.group || step.predicates.length > 0)
      throw new NotCompact('step');
    return quote(step.name);
  });
  const isOfEvent = first!.type === 'name' || (first!.name === '$' && first!.predicates.length === 0);
  if (names.length === 0) return compactExpression(first!, known);
  if (isOfEvent) return { code: `${known.use('compact', 'at')}(${names.join(', ')})`, kind: 'any' };
  const from = compactExpression(first!, known).code;
  return { code: `${known.use('compact', 'path')}(${[from, ...names].join(', ')})`, kind: 'any' };
}

function binary(node: Extract<Node, { type: 'binary' }>, known: Known): Said {
  const { operator, left, right } = node;
  const of = (node: Node) => compactExpression(node, known);
  const call = (name: string, ...first: string[]) =>
    `${known.use('compact', name)}(${[...first, of(left).code, of(right).code].join(', ')})`;
  switch (operator) {
    case 'and':
    case 'or':
      return { code: `!!${truth(node, known)}`, kind: 'boolean' };
    case '=': {
      // Nothing but itself equals what is no container.
      const isSimple = [left, right].some((side) => side.type === 'literal' && side.predicates.length === 0);
      return { code: isSimple ? `(${of(left).code} === ${of(right).code})` : call('equals'), kind: 'boolean' };
    }
    case '!=':
      return { code: call('differs'), kind: 'boolean' };
    case '&':
      return { code: call('concat'), kind: 'text' };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { code: call('compare', quote(operator)), kind: 'boolean' };
    case 'in':
      return { code: `${known.use('jsonata', 'includes')}(${of(left).code}, ${of(right).code})`, kind: 'boolean' };
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return {
        code: `${known.use('jsonata', 'arithmetic')}(${[quote(operator), of(left).code, of(right).code].join(', ')})`,
        kind: 'number',
      };
    default:
      throw new NotCompact(operator);
  }
}

/** Variables of a block are locals of the function around it. */
function block({ expressions, whole }: Extract<Node, { type: 'block' }>, known: Known): Said {
  if (whole || expressions.length === 0) throw new NotCompact('block');
  const variables: Record<string, Said> = { ...known.variables };
  const inner = { ...known, variables };
  const parts = expressions.map((expression): Said => {
    if (expression.type !== 'bind') return compactExpression(expression, inner);
    const { code, kind } = compactExpression(expression.value, inner);
    const local = known.local(expression.name);
    variables[expression.name] = { code: local, kind };
    return { code: `${local} = ${code}`, kind };
  });
  return { code: `(${parts.map(({ code }) => code).join(', ')})`, kind: parts.at(-1)!.kind };
}

function object({ pairs }: Extract<Node, { type: 'object' }>, known: Known): Said {
  const keys = pairs.map(([key]) => (key.type === 'literal' && typeof key.value === 'string' ? key.value : undefined));
  if (keys.includes(undefined) || new Set(keys).size < keys.length) throw new NotCompact('object');
  const members = pairs.map(([, value], index) => `[${quote(keys[index]!)}]: ${compactExpression(value, known).code}`);
  return { code: `${known.use('compact', 'object')}({ ${members.join(', ')} })`, kind: 'any' };
}
