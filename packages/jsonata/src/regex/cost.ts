import { constant, type Growth, ONE, product, sum } from './growth.ts';
import { isAnchored } from './lead.ts';
import type { Cost } from './steps.ts';
import { childrenOf, isNullable, type Loop, type Node, type Pattern } from './tree.ts';
import { turnsOf } from './ways.ts';
import { END, restFrom, workBefore, workOf } from './work.ts';

/** What a search with a pattern costs at most. */
export function costOf({ root }: Pattern): Cost {
  const { inVain, eachCharacter } = costAtEnd(root);
  return { inVain, eachCharacter, anchored: isAnchored(root), looksBehind: looksBehind(root) };
}

interface CostAtEnd {
  readonly inVain: Growth;
  readonly eachCharacter: number;
}

/**
 * The cost of a node that nothing follows. Once it has matched, the search is over: no other way is tried. So only what
 * fails on the way there comes to nothing, and a pattern such as \w+ is cheap whatever the length of the words.
 */
function costAtEnd(node: Node): CostAtEnd {
  switch (node.kind) {
    case 'sequence':
      return costOfSequence(node.items);
    case 'choice': {
      const options = node.options.map(costAtEnd);
      return {
        inVain: sum(ONE, ...options.map(({ inVain }) => inVain)),
        eachCharacter: options.reduce((total, { eachCharacter }) => total + eachCharacter, 1),
      };
    }
    case 'group':
      return costAtEnd(node.body);
    case 'loop':
      return costOfLoop(node);
    default:
      return { inVain: workOf(node), eachCharacter: 1 };
  }
}

function costOfSequence(items: readonly Node[]): CostAtEnd {
  let rest = END;
  let eachCharacter = 0;
  let restMayFail = false;
  for (const item of items.toReversed()) {
    const own = costAtEnd(item);
    const inVain = restMayFail ? workBefore(item, rest) : sum(own.inVain, rest.work);
    rest = restFrom(item, rest, inVain);
    eachCharacter += own.eachCharacter;
    restMayFail ||= mayFail(item);
  }
  return { inVain: rest.work, eachCharacter };
}

function costOfLoop(loop: Loop): CostAtEnd {
  const { body, least } = loop;
  if (body.kind === 'char') return { inVain: sum(ONE, turnsOf({ ...loop, most: least })), eachCharacter: 1 };
  if (least > 1) return { inVain: workOf(loop), eachCharacter: 1 };
  const { inVain, eachCharacter } = costAtEnd(body);
  // A turn that took nothing does not count: then the body's other ways are tried.
  const turn = isNullable(body) ? workOf(body) : inVain;
  if (turn.degree > 0 || isNullable(body)) {
    return { inVain: product(sum(constant(2), turnsOf(loop)), turn), eachCharacter };
  }
  return { inVain: product(constant(2), turn), eachCharacter: 1 + eachCharacter + turn.factor };
}

function mayFail(node: Node): boolean {
  switch (node.kind) {
    case 'empty':
      return false;
    case 'sequence':
      return node.items.some(mayFail);
    case 'choice':
      return node.options.every(mayFail);
    case 'group':
      return mayFail(node.body);
    case 'loop':
      return node.least > 0;
    default:
      return true;
  }
}

function looksBehind(node: Node): boolean {
  return (node.kind === 'look' && node.behind) || childrenOf(node).some(looksBehind);
}
