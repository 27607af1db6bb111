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
import { heightOf, isNullable, type Loop, type Node } from './tree.ts';

/** Fewer turns than this count as a constant; more of them count as the length of the text. */
const FEW_TURNS = 64;

/** What follows an item in a sequence. */
interface RestWays {
  readonly ways: Growth;
  readonly nothing: Growth;
  readonly lead: Lead;
}

/** Trees higher than this are counted in the simple way, which looks at each node once. */
const MOST_HEIGHT = 5;

const anyWays = new WeakMap<Node, Growth>();
const emptyWays = new WeakMap<Node, Growth>();
const goingOnWays = new WeakMap<Node, Growth>();

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
      return areExclusive(node) ? options.reduce(greater) : sum(...options);
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
  let ways = goingOnWays.get(body);
  if (ways === undefined) {
    ways = isNullable(body) ? BOUNDLESS : waysBefore(body, leadOf(body));
    goingOnWays.set(body, ways);
  }
  return ways;
}

/** How many turns a loop takes at most, when each takes a character. */
export function turnsOf({ most }: Loop): Growth {
  return most <= FEW_TURNS ? constant(most) : LINEAR;
}

/** How many rows of turns there are, when each turn has several ways to match. */
export function manyWays({ most }: Loop, waysOfTurn: Growth): Growth {
  return most === Number.POSITIVE_INFINITY ? BOUNDLESS : product(constant(most + 1), power(waysOfTurn, most));
}

function waysOfSequence(items: readonly Node[], next: Lead): Growth {
  let rest: RestWays = { ways: ONE, nothing: ONE, lead: TRANSPARENT };
  for (const item of items.toReversed()) {
    rest = {
      ways: lesser(product(waysBefore(item, followedBy(rest.lead, next)), rest.ways), waysByRest(item, rest, next)),
      nothing: product(waysToTakeNothing(item), rest.nothing),
      lead: followedBy(leadOf(item), rest.lead),
    };
  }
  return rest.ways;
}

/**
 * Another way to count: the rest takes a character, or it takes none. Of the two counts, both bounds, the lesser is taken.
 * It looks at the item once more, so it is only tried near the leaves of a tree.
 */
function waysByRest(item: Node, rest: RestWays, next: Lead): Growth {
  if (rest.lead === TRANSPARENT || heightOf(item) > MOST_HEIGHT) return BOUNDLESS;
  const takingSome = product(waysBefore(item, { set: rest.lead.set, open: false }), rest.ways);
  const takingNone = rest.nothing.factor === 0 ? NOTHING : product(waysBefore(item, next), rest.nothing);
  return sum(takingSome, takingNone);
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
