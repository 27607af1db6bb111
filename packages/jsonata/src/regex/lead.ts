import { ANY, type CharSet, disjoint, LINE_ENDS, NONE, union } from './char-set.ts';
import type { Node } from './tree.ts';

/** Which character must come next for a node to match; `open` when anything may, as the node can match without taking one. */
export interface Lead {
  readonly set: CharSet;
  readonly open: boolean;
}

export const ANYTHING: Lead = { set: ANY, open: true };
export const TRANSPARENT: Lead = { set: NONE, open: true };

const MOST_BOUNDS = 256;

const known = new WeakMap<Node, Lead>();

export function leadOf(node: Node): Lead {
  let lead = known.get(node);
  if (lead === undefined) {
    lead = findLead(node);
    known.set(node, lead);
  }
  return lead;
}

/** The lead of one thing followed by another. */
export function followedBy(first: Lead, second: Lead): Lead {
  return first.open ? { set: widened(union([first.set, second.set])), open: second.open } : first;
}

/** A set of very many ranges is not worth its trouble: all characters will do. */
function widened(set: CharSet): CharSet {
  return set.length > MOST_BOUNDS ? ANY : set;
}

/** Whether no place that fits the one fits the other. */
export function excludes(one: Lead, other: Lead): boolean {
  return !one.open && !other.open && disjoint(one.set, other.set);
}

function findLead(node: Node): Lead {
  switch (node.kind) {
    case 'char':
      return { set: node.set, open: false };
    case 'sequence':
      return node.items.map(leadOf).reduceRight((rest, item) => followedBy(item, rest), TRANSPARENT);
    case 'choice': {
      const options = node.options.map(leadOf);
      return { set: widened(union(options.map(({ set }) => set))), open: options.some(({ open }) => open) };
    }
    case 'loop': {
      const body = leadOf(node.body);
      return node.most === 0 ? TRANSPARENT : { set: body.set, open: body.open || node.least === 0 };
    }
    case 'group':
      return leadOf(node.body);
    case 'backreference':
      return ANYTHING;
    case 'edge':
      // At the edge that matching moves towards there is no further character, or the end of a line.
      if (node.edge === (node.behind ? 'textStart' : 'textEnd')) return { set: NONE, open: false };
      if (node.edge === (node.behind ? 'lineStart' : 'lineEnd')) return { set: LINE_ENDS, open: false };
      return TRANSPARENT;
    default:
      return TRANSPARENT;
  }
}

/** Whether a node matches at the start of the text only. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'edge':
      return node.edge === 'textStart';
    case 'sequence':
      return isAnchored(node.items[0]!);
    case 'choice':
      return node.options.every(isAnchored);
    case 'group':
      return isAnchored(node.body);
    default:
      return false;
  }
}
