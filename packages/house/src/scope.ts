import { isNode, type Node, type Visited, walk } from './syntax.ts';

/** Types are gone when the program runs. */
export function isRuntime({ node, key }: Visited): boolean {
  if (['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'ImportDeclaration', 'TSImportType'].includes(node.type))
    return false;
  return !['typeAnnotation', 'typeArguments', 'typeParameters', 'returnType', 'implements'].includes(key);
}

/** True where an identifier stands for a value, and not for a property, a label or its own declaration. */
export function isReference(parent: Node, key: string): boolean {
  const named = parent.type === 'MemberExpression' ? key === 'property' : key === 'key';
  if (named) return parent.computed === true;
  return !['label', 'exported', 'meta'].includes(key) && !(parent.type === 'MetaProperty');
}

/**
 * Names that the file itself gives to something, anywhere in it. A name that is declared in one function and means the
 * global in another would pass: the build refuses that, as its types know no host.
 */
export function declaredNames(root: Node): Set<string> {
  const names = new Set<string>();
  for (const { node } of walk(root)) {
    const { type } = node;
    if (type === 'VariableDeclarator') collect(node.id, names);
    else if (type.startsWith('Import') && type.endsWith('Specifier')) collect(node.local, names);
    else if (type === 'CatchClause') collect(node.param, names);
    else if (type === 'ClassDeclaration') collect(node.id, names);
    else if (/Function/.test(type) && !type.startsWith('TS')) {
      collect(node.id, names);
      for (const parameter of (node.params ?? []) as unknown[]) collect(parameter, names);
    }
  }
  return names;
}

function collect(pattern: unknown, names: Set<string>): void {
  if (!isNode(pattern)) return;
  if (pattern.type === 'Identifier') names.add(pattern.name as string);
  if (pattern.type === 'AssignmentPattern') collect(pattern.left, names);
  if (pattern.type === 'RestElement') collect(pattern.argument, names);
  if (pattern.type === 'ArrayPattern') for (const element of pattern.elements as unknown[]) collect(element, names);
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties as Node[])
      collect(property.type === 'RestElement' ? property : property.value, names);
  }
}
