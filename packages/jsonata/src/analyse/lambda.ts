import type { Ast, Lambda } from '../parse/ast.ts';

/** The function that an expression is, also in parentheses; undefined for any other expression. */
export function lambdaOf({ root }: Ast): Lambda | undefined {
  let node = root;
  while (node.type === 'block' && node.expressions.length === 1) node = node.expressions[0]!;
  return node.type === 'lambda' ? node : undefined;
}

/** The names of the parameters of an expression that is a function; undefined for any other expression. */
export function lambdaParameters(ast: Ast): string[] | undefined {
  return lambdaOf(ast)?.parameters.map(({ name }) => name);
}
