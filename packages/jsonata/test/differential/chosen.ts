import { walk } from '../../src/analyse/walk.ts';
import { builtInNames, type Node, parse } from '../../src/index.ts';
import type { Step } from '../../src/parse/ast.ts';

/**
 * Whether an expression does what we do otherwise on purpose (see the README): a filter, a group or `[]` behind a
 * function's last call or behind a block around it, which the reference loses, and a last call of `$eval`, to which it
 * shows other variables; a pattern left of `??` or `?:`, which it spoils; variables of the items of `[...]`, and positions
 * behind a sort that tuples go through, which it does not bind.
 */
export function isChosen(expression: string): boolean {
  try {
    return [...walk(parse(expression).root)].some(
      (node) =>
        (node.type === 'lambda' && isLost(node.body)) ||
        (node.type === 'default' && isSpoilt(node.left)) ||
        (node.type === 'path' && (isUnbound(node.steps[0]!) || numbersAgain(node.steps))),
    );
  } catch {
    return false;
  }
}

function isLost(node: Node): boolean {
  switch (node.type) {
    case 'condition':
      return isLost(node.then) || (node.otherwise !== undefined && isLost(node.otherwise));
    case 'default':
      return isLost(node.left) || isLost(node.right);
    case 'block': {
      const last = node.expressions.at(-1);
      if (last === undefined) return false;
      return isLost(last) || (hasMore(node) && endsInCall(last));
    }
    case 'call':
      return node.keepArray || node.group !== undefined || isEval(node.procedure);
    default:
      return false;
  }
}

function isEval(node: Node): boolean {
  return node.type === 'variable' && node.name === 'eval';
}

function isSpoilt(node: Node): boolean {
  return [...walk(node)].some(
    (part) => part.type === 'regex' || (part.type === 'lambda' && part.signature !== undefined),
  );
}

function isUnbound({ node, tuple }: Step): boolean {
  return (node.type === 'array' || node.type === 'block') && node.whole && tuple;
}

function numbersAgain(steps: readonly Step[]): boolean {
  const first = steps.findIndex(({ tuple }) => tuple);
  return first >= 0 && steps.slice(first + 1).some(({ node, index }) => node.type === 'sort' && index !== undefined);
}

function hasMore(node: Node): boolean {
  return node.predicates.length > 0 || node.group !== undefined || node.keepArray;
}

function endsInCall(node: Node): boolean {
  switch (node.type) {
    case 'condition':
      return endsInCall(node.then) || (node.otherwise !== undefined && endsInCall(node.otherwise));
    case 'default':
      return endsInCall(node.left) || endsInCall(node.right);
    case 'block':
      return node.expressions.length > 0 && endsInCall(node.expressions.at(-1)!);
    default:
      return node.type === 'call';
  }
}

/** Whether an expression has parts that the reference evaluates side by side, so that another error may come first. */
export function isSideBySide(expression: string): boolean {
  try {
    return [...walk(parse(expression).root)].some(
      (node) => node.group !== undefined || node.type === 'object' || (node.type === 'array' && node.items.length > 1),
    );
  } catch {
    return false;
  }
}

/** Whether a built-in is applied in part: it then checks its arguments here, and in the reference it does not. */
export function isAppliedInPart(expression: string): boolean {
  try {
    return [...walk(parse(expression).root)].some(
      (node) => node.type === 'partial' && node.procedure.type === 'variable' && builtInNames.has(node.procedure.name),
    );
  } catch {
    return false;
  }
}
