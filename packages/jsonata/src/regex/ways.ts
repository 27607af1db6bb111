import { areExclusive } from './exclusive.ts';
import {
  BOUNDLESS,
  constant,
  type Growth,
  greater,
  isAtMostOne,
  LINEAR,
  lesser,
  NOTHING,
  ONE,
  power,
  product,
  sum,
} from './growth.ts';
import { ANYTHING, excludes, followedBy, type Lead, leadOf, TRANSPARENT } from './lead.ts';
import { isNullable, type Loop, type Node } from './tree.ts';

/** Fewer turns than this count as a constant; more of them count as the length of the text. */
const FEW_TURNS = 64;

const anyWays = new WeakMap<Node, Growth>();
const emptyWays = new WeakMap<Node, Growth>();

/**
 * In how many ways a node can match from one place, whatever follows. This is what makes a pattern slow: when what
 * follows fails, a backtracking engine tries them all.
 */
export function waysOf(node: Node): Growth {
  let ways = anyWays.get(node);
  if (ways === undefined) {
    ways = waysBefore(node, ANYTHING);
    anyWays.set(node, ways);
  }
  return ways;
}

/** In how many ways a node can match from one place so that what comes next fits `next`. */
export function waysBefore(node: Node, next: Lead): Growth {
  switch (node.kind) {
    case 'sequence':
      return waysOfSequence(node.items, next);
    case 'choice': {
      const options = node.options.map((option) => waysBefore(option, next));
      return areExclusive(node.options) ? options.reduce(greater) : sum(...options);
    }
    case 'group':
      return waysBefore(node.body, next);
    case 'loop':
      return waysOfLoop(node, next);
    default:
      return ONE;
  }
}

/** In how many ways a node can match nothing, where it can take no character. */
export function waysToTakeNothing(node: Node): Growth {
  let ways = emptyWays.get(node);
  if (ways === undefined) {
    ways = findWaysToTakeNothing(node);
    emptyWays.set(node, ways);
  }
  return ways;
}

/** In how many ways one turn can match so that another may follow. More than one, and the ways multiply turn by turn. */
export function waysToGoOn({ body }: Loop): Growth {
  return isNullable(body) ? BOUNDLESS : waysBefore(body, leadOf(body));
}

/** How many turns a loop takes at most, when each takes a character. */
export function turnsOf({ most }: Loop): Growth {
  return most <= FEW_TURNS ? constant(most) : LINEAR;
}

/** How many rows of turns there are, when each turn has several ways to match. */
export function manyWays({ most }: Loop, waysOfTurn: Growth): Growth {
  return most === Number.POSITIVE_INFINITY ? BOUNDLESS : product(constant(most + 1), power(waysOfTurn, most));
}

/** From the last item to the first: there are two ways to count, and both are bounds. */
function waysOfSequence(items: readonly Node[], next: Lead): Growth {
  let ways = ONE;
  let nothing = ONE;
  let lead = TRANSPARENT;
  for (const item of items.toReversed()) {
    const each = product(waysBefore(item, followedBy(lead, next)), ways);
    const takingSome = product(waysBefore(item, { set: lead.set, open: false }), ways);
    const takingNone = product(waysBefore(item, next), nothing);
    ways = lesser(each, sum(takingSome, takingNone));
    nothing = product(waysToTakeNothing(item), nothing);
    lead = followedBy(leadOf(item), lead);
  }
  return ways;
}

function waysOfLoop(loop: Loop, next: Lead): Growth {
  const { body } = loop;
  if (loop.most === 0) return ONE;
  const turn = waysBefore(body, next);
  const exclusive = excludes(leadOf(body), next);
  if (loop.most === 1) {
    if (loop.least === 1) return turn;
    return exclusive ? greater(ONE, turn) : sum(ONE, turn);
  }
  if (!isAtMostOne(waysToGoOn(loop))) return manyWays(loop, sum(ONE, waysOf(body)));
  // The turns form one chain. When each can end in one place only, and none could begin where what follows fits, then only
  // the end of the chain will do.
  if (exclusive && isAtMostOne(waysOf(body))) return ONE;
  return sum(ONE, product(turnsOf(loop), turn));
}

function findWaysToTakeNothing(node: Node): Growth {
  switch (node.kind) {
    case 'char':
      return NOTHING;
    case 'sequence':
      return product(...node.items.map(waysToTakeNothing));
    case 'choice':
      return sum(...node.options.map(waysToTakeNothing));
    case 'group':
      return waysToTakeNothing(node.body);
    case 'loop':
      // A turn that takes nothing counts only while the loop has not had its least number of turns.
      return node.least === 0 ? ONE : power(waysToTakeNothing(node.body), node.least);
    default:
      return ONE;
  }
}
