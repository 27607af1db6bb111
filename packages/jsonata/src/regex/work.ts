import { constant, type Growth, isAtMostOne, LINEAR, NOTHING, ONE, power, product, sum } from './growth.ts';
import { followedBy, type Lead, leadOf, TRANSPARENT } from './lead.ts';
import { isNullable, type Loop, type Node } from './tree.ts';
import { manyWays, turnsOf, waysBefore, waysOf, waysToGoOn, waysToTakeNothing } from './ways.ts';

/** What follows a node in a sequence: its lead, its work, and its steps where it can take no character. */
export interface Rest {
  readonly lead: Lead;
  readonly work: Growth;
  readonly idleSteps: Growth;
}

export const END: Rest = { lead: TRANSPARENT, work: NOTHING, idleSteps: NOTHING };

const knownWork = new WeakMap<Node, Growth>();
const knownIdleSteps = new WeakMap<Node, Growth>();

/** How many steps a backtracking engine takes at most to try a node from one place in all the ways there are. */
export function workOf(node: Node): Growth {
  let work = knownWork.get(node);
  if (work === undefined) {
    work = findWork(node);
    knownWork.set(node, work);
  }
  return work;
}

/** The work of a node and of what follows it: wherever the node can end, the rest is tried, mostly in vain. */
export function workBefore(node: Node, rest: Rest): Growth {
  const inVain = product(waysOf(node), rest.idleSteps);
  return sum(workOf(node), inVain, product(waysBefore(node, { set: rest.lead.set, open: false }), rest.work));
}

/** A node put before a rest. */
export function restFrom(node: Node, rest: Rest, work: Growth): Rest {
  return {
    lead: followedBy(leadOf(node), rest.lead),
    work,
    idleSteps: sum(idleStepsOf(node), product(waysToTakeNothing(node), rest.idleSteps)),
  };
}

function findWork(node: Node): Growth {
  switch (node.kind) {
    case 'sequence':
      return node.items.reduceRight((rest, item) => restFrom(item, rest, workBefore(item, rest)), END).work;
    case 'choice':
      return sum(ONE, ...node.options.map(workOf));
    case 'group':
    case 'look':
      return sum(ONE, workOf(node.body));
    case 'backreference':
      return LINEAR;
    case 'loop':
      return workOfLoop(node);
    default:
      return ONE;
  }
}

function workOfLoop(loop: Loop): Growth {
  const { body } = loop;
  if (body.kind === 'char') return sum(ONE, turnsOf(loop));
  if (loop.most <= 1) return sum(ONE, workOf(body));
  const turn = sum(ONE, workOf(body), product(waysOf(body), idleStepsOf(body)));
  const turns = isAtMostOne(waysToGoOn(loop)) ? sum(ONE, turnsOf(loop)) : manyWays(loop, sum(ONE, waysOf(body)));
  return product(turns, turn);
}

/** The steps of a node where it can take no character. */
function idleStepsOf(node: Node): Growth {
  let steps = knownIdleSteps.get(node);
  if (steps === undefined) {
    steps = findIdleSteps(node);
    knownIdleSteps.set(node, steps);
  }
  return steps;
}

function findIdleSteps(node: Node): Growth {
  switch (node.kind) {
    case 'sequence':
      return node.items.reduceRight((rest, item) => restFrom(item, rest, NOTHING), END).idleSteps;
    case 'choice':
      return sum(ONE, ...node.options.map(idleStepsOf));
    case 'group':
      return idleStepsOf(node.body);
    case 'loop':
      return idleStepsOfLoop(node);
    default:
      return workOf(node);
  }
}

function idleStepsOfLoop({ body, least }: Loop): Growth {
  const turn = sum(ONE, idleStepsOf(body));
  if (!isNullable(body)) return turn;
  return product(constant(least + 1), power(sum(ONE, waysToTakeNothing(body)), least), turn);
}
