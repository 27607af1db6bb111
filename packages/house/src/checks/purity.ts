import { type Check, type Finding, finding } from '../check.ts';
import { importsOf } from '../imports.ts';
import type { Repository } from '../repository.ts';
import { declaredNames, isReference, isRuntime } from '../scope.ts';
import { lineAt, literalText, type Node, parse, type Visited, walk } from '../syntax.ts';
import { codeOf, workspacesOf } from '../workspace.ts';

const pure = ['diagnostics', 'jsonata', 'engine', 'segment'];

/** The files that may make code from text, with the reason. */
const codeMakers: Readonly<Record<string, string>> = {
  'packages/engine/src/generate/load.ts': 'a mapping becomes one program when it is loaded',
  'packages/jsonata/src/evaluators.ts': 'an expression becomes a function when it is compiled',
};

const host = 'Take what it gives as an argument: the app knows its host.';
const clock = 'Take the time as an argument (`now`, in milliseconds).';
const chance = 'Take what it gives as an argument (`newId`, `random`).';
const timer = 'Nothing waits here: answer at once, and let the app decide when to ask again.';
const code =
  'Only the one file that loads generated source may make code from text (see packages/house/src/checks/purity.ts).';

/** Names that reach out of a program, with the way out. */
const reachingOut: Readonly<Record<string, string>> = {
  ...all(host, 'process Buffer console globalThis global window self document navigator location require module'),
  ...all(host, '__dirname __filename localStorage sessionStorage indexedDB'),
  ...all(host, 'fetch XMLHttpRequest WebSocket EventSource Request Response Worker'),
  ...all(clock, 'performance Temporal'),
  ...all(chance, 'crypto'),
  ...all(timer, 'setTimeout setInterval setImmediate clearTimeout clearInterval requestAnimationFrame queueMicrotask'),
  ...all(code, 'eval Function WebAssembly'),
};

/** Methods that read the machine's own time zone or language. */
const local = new Set(
  `getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTimezoneOffset setDate
   setFullYear setHours setMinutes setMonth setSeconds toDateString toTimeString toLocaleString toLocaleDateString
   toLocaleTimeString toLocaleUpperCase toLocaleLowerCase localeCompare`.split(/\s+/),
);

export const purity: Check = {
  holds: `${pure.join(', ')} are pure: no node:*, no network, no clock, no randomness, no code from text`,
  *find(repository) {
    for (const workspace of workspacesOf(repository)) {
      if (workspace.kind !== 'packages' || !pure.includes(workspace.short)) continue;
      for (const path of codeOf(repository, workspace, 'src')) {
        yield* impurities(repository, path, workspace.short);
      }
    }
    for (const path of Object.keys(codeMakers)) {
      if (repository.has(path)) continue;
      yield finding(path, 'is gone. Take it out of the list in packages/house/src/checks/purity.ts.');
    }
  },
};

function* impurities(repository: Repository, path: string, name: string): Generator<Finding> {
  const impure = (line: number, what: string, wayOut: string) =>
    finding(path, `${what}, but ${name} is pure. ${wayOut}`, line);
  for (const { specifier, line } of importsOf(repository, path)) {
    if (specifier === undefined) yield impure(line, 'imports what only runs can tell', 'Write the name as a text.');
    else if (specifier.startsWith('node:')) yield impure(line, `imports ${specifier}`, host);
  }
  const text = repository.read(path);
  const root = parse(path, text);
  const declared = declaredNames(root);
  for (const visited of walk(root, isRuntime)) {
    const found = impurityOf(visited, declared);
    if (!found || (found.wayOut === code && Object.hasOwn(codeMakers, path))) continue;
    yield impure(lineAt(text, visited.node.start), `uses ${found.what}`, found.wayOut);
  }
}

interface Impurity {
  readonly what: string;
  readonly wayOut: string;
}

function impurityOf({ node, parent, key }: Visited, declared: ReadonlySet<string>): Impurity | undefined {
  if (node.type === 'MetaProperty' && (node.meta as Node).name === 'import') {
    return { what: 'import.meta', wayOut: host };
  }
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    if (name && local.has(name)) {
      return {
        what: `.${name}, which depends on where it runs`,
        wayOut: 'Use the UTC method, or build the text yourself.',
      };
    }
  }
  if (node.type !== 'Identifier' || !parent || !isReference(parent, key) || declared.has(node.name as string)) {
    return undefined;
  }
  const name = node.name as string;
  if (name === 'Date') return dateUse(parent, key);
  if (name === 'Math') return mathUse(parent, key);
  if (name === 'Function' && isHarmless(parent, key)) return undefined;
  return Object.hasOwn(reachingOut, name) ? { what: name, wayOut: reachingOut[name]! } : undefined;
}

/** `new Date(x)`, `Date.UTC`, `Date.parse`, `Date.prototype` and `instanceof Date` say the same every time. */
function dateUse(parent: Node, key: string): Impurity | undefined {
  if (isHarmless(parent, key)) return undefined;
  if (key === 'object' && ['UTC', 'parse'].includes(memberName(parent) ?? '')) return undefined;
  if (key === 'callee' && parent.type === 'NewExpression') {
    return (parent.arguments as unknown[]).length > 0 ? undefined : { what: 'new Date()', wayOut: clock };
  }
  if (key === 'callee') return { what: 'Date()', wayOut: clock };
  return { what: key === 'object' ? `Date.${memberName(parent) ?? '[...]'}` : 'Date as a value', wayOut: clock };
}

/** `instanceof Date` and `Date.prototype` make nothing. */
function isHarmless(parent: Node, key: string): boolean {
  if (parent.type === 'BinaryExpression') return parent.operator === 'instanceof';
  return key === 'object' && memberName(parent) === 'prototype';
}

function mathUse(parent: Node, key: string): Impurity | undefined {
  if (key !== 'object') return { what: 'Math as a value', wayOut: chance };
  const name = memberName(parent);
  return name === undefined || name === 'random' ? { what: `Math.${name ?? '[...]'}`, wayOut: chance } : undefined;
}

/** The name after the dot, or the text in the brackets; nothing when it is computed. */
function memberName(member: Node): string | undefined {
  if (member.type !== 'MemberExpression') return undefined;
  return member.computed ? literalText(member.property) : ((member.property as Node).name as string);
}

function all(wayOut: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, wayOut]));
}
