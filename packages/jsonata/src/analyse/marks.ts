import type { NativeFunction } from '../functions/native.ts';
import type { Ast, Node } from '../parse/ast.ts';
import { walk } from './walk.ts';

/**
 * Whether an expression can make arrays of which the run must remember something: that they are sequences which have not
 * collapsed or must not (`[]`), or that paths take them as one value. Where nothing can, no guards for it are needed.
 */
export function mayMark({ root }: Ast, natives: ReadonlyMap<string, NativeFunction>): boolean {
  const called = new Set<Node>();
  for (const node of walk(root)) {
    if (node.keepArray) return true;
    switch (node.type) {
      case 'path':
        if (node.keepSingleton) return true;
        break;
      case 'array':
      case 'block':
        if (node.whole) return true;
        break;
      case 'call':
        // A list that a function gives collapses where it is called, but not when it is handed on as an answer.
        if (node.procedure.type === 'variable' && !node.tail) called.add(node.procedure);
        break;
      case 'variable':
        if (isWatched(node.name) || (!called.has(node) && givesSequence(natives.get(node.name)))) return true;
        break;
      default:
    }
  }
  return false;
}

/** Functions that tell sequences from other arrays. */
function isWatched(name: string): boolean {
  return name === 'distinct' || name === 'eval';
}

function givesSequence(native: NativeFunction | undefined): boolean {
  return native?.sequence === true || native?.raw !== undefined;
}
