import { type CharSet, charTest } from './char-set.ts';
import { isAnchored, leadOf } from './lead.ts';
import { type Instruction, OP, type Op, type Program } from './program.ts';
import { childrenOf, isNullable, type Loop, type Node, type Pattern } from './tree.ts';

/** What is the same for all instructions of one stretch of a pattern. */
interface Place {
  readonly direction: 1 | -1;
  readonly turns: readonly number[];
}

/** Loops inside loops that may take nothing: each one doubles the rows that a choice inside needs. */
const MOST_TURNS = 6;

/** Translates a tree for the metered matcher. Loops with bounds are written out, so that nothing has to count turns. */
export function compileProgram(pattern: Pattern): Program {
  const compiler = new Compiler(pattern);
  const accept = compiler.add(OP.accept, -1);
  const close = compiler.add(OP.save, accept, { slot: 1 });
  const body = compiler.compile(pattern.root, close, { direction: 1, turns: [] });
  const start = compiler.add(OP.save, body, { slot: 0 });
  const lead = leadOf(pattern.root);
  return {
    instructions: compiler.instructions,
    start,
    slots: compiler.slots,
    groups: pattern.groups,
    lead: lead.open ? undefined : charTest(lead.set),
    anchored: isAnchored(pattern.root),
  };
}

/** How many instructions a node becomes, about. */
export function programSize(node: Node): number {
  switch (node.kind) {
    case 'sequence':
      return node.items.reduce((sum, item) => sum + programSize(item), 0);
    case 'choice':
      return node.options.reduce((sum, option) => sum + programSize(option) + 1, 0);
    case 'group':
    case 'look':
      return programSize(node.body) + 2;
    case 'loop': {
      if (node.body.kind === 'char') return 2;
      const optional = node.most === Number.POSITIVE_INFINITY ? 1 : node.most - node.least;
      const turn = programSize(node.body);
      return copiesOf(node) * (turn + 1) + optional * (turn + 4);
    }
    default:
      return 1;
  }
}

/** How often a loop's body is written out for its least number of turns. An endless loop can begin with its own turn. */
function copiesOf({ body, least, most }: Loop): number {
  return least > 0 && most === Number.POSITIVE_INFINITY && !isNullable(body) ? least - 1 : least;
}

class Compiler {
  readonly instructions: Instruction[] = [];
  slots: number;
  readonly #remembers: boolean;
  #memories = 0;

  constructor({ root, groups }: Pattern) {
    this.slots = 2 * (groups + 1);
    // With back-references the future depends on what the groups hold, so no failure is sure to come again.
    this.#remembers = !hasBackreference(root);
  }

  add(op: Op, next: number, fields: Partial<Instruction> = {}): number {
    const index = this.instructions.length;
    this.instructions.push({
      index,
      op,
      next,
      other: fields.other ?? -1,
      direction: fields.direction ?? 1,
      set: fields.set,
      count: fields.count ?? 0,
      greedy: fields.greedy ?? true,
      negative: fields.negative ?? false,
      slot: fields.slot ?? -1,
      edge: fields.edge,
      ignoreCase: fields.ignoreCase ?? false,
      groups: fields.groups ?? [],
      memory: fields.memory ?? -1,
      turns: fields.turns ?? [],
    });
    return index;
  }

  /** Adds what a node does before it goes on with `next`; gives the first instruction of it. */
  compile(node: Node, next: number, place: Place): number {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'char':
        return this.add(OP.char, next, { direction: place.direction, set: charTest(node.set) });
      case 'edge':
        return this.add(OP.edge, next, { edge: node.edge });
      case 'backreference':
        return this.add(OP.backreference, next, {
          direction: place.direction,
          groups: node.groups,
          ignoreCase: node.ignoreCase,
        });
      case 'sequence':
        return node.items.reduceRight((after, item) => this.compile(item, after, place), next);
      case 'choice':
        return node.options
          .map((option) => ({ option, first: this.compile(option, next, place) }))
          .reduceRight(
            (other: number | undefined, { option, first }) =>
              other === undefined ? first : this.#split(option, first, place, { other }),
            undefined,
          )!;
      case 'group':
        return this.#group(node.index, node.body, next, place);
      case 'look': {
        const direction = node.behind ? -1 : 1;
        const other = this.compile(node.body, this.add(OP.found, -1), { direction, turns: [] });
        return this.add(OP.look, next, { other, negative: node.negative });
      }
      case 'loop':
        return node.body.kind === 'char' ? this.#run(node, node.body.set, next, place) : this.#loop(node, next, place);
    }
  }

  /** Inside a look-behind a group's end comes first. */
  #group(index: number, body: Node, next: number, place: Place): number {
    const first = place.direction === 1 ? 2 * index : 2 * index + 1;
    const last = place.direction === 1 ? 2 * index + 1 : 2 * index;
    const close = this.add(OP.save, next, { slot: last });
    return this.add(OP.save, this.compile(body, close, place), { slot: first });
  }

  #run({ least, most, greedy }: Loop, characters: CharSet, next: number, place: Place): number {
    const set = charTest(characters);
    const { direction } = place;
    const run =
      most > least ? this.#choice(OP.run, next, place, { set, direction, greedy, count: most - least }) : next;
    return least > 0 ? this.add(OP.chars, run, { set, direction, count: least }) : run;
  }

  #loop(loop: Loop, next: number, place: Place): number {
    const optional = loop.most - loop.least;
    const { greedy } = loop;
    let entry = next;
    if (optional === Number.POSITIVE_INFINITY) {
      const again = this.#split(loop.body, -1, place, { greedy, other: next });
      const turn = this.#turn(loop, again, place);
      this.instructions[again]!.next = turn;
      entry = copiesOf(loop) < loop.least ? turn : again;
    } else {
      for (let turn = 0; turn < optional; turn++) {
        entry = this.#split(loop.body, this.#turn(loop, entry, place), place, { greedy, other: next });
      }
    }
    for (let turn = 0; turn < copiesOf(loop); turn++) entry = this.#forget(loop, this.compile(loop.body, entry, place));
    return entry;
  }

  /** One turn that may be left out: it counts only when it takes something. */
  #turn(loop: Loop, next: number, place: Place): number {
    if (!isNullable(loop.body)) return this.#forget(loop, this.compile(loop.body, next, place));
    const slot = this.slots++;
    const progress = this.add(OP.progress, next, { slot });
    const body = this.compile(loop.body, progress, { ...place, turns: [...place.turns, slot] });
    return this.add(OP.save, this.#forget(loop, body), { slot });
  }

  /** Each turn of a loop forgets what the groups inside held. */
  #forget({ groups: [from, to] }: Loop, next: number): number {
    return from < to ? this.add(OP.forget, next, { slot: 2 * from, count: 2 * (to - from) }) : next;
  }

  /** A choice between a node, at `next`, and something else. It is none where the node cannot begin with what is there. */
  #split(node: Node, next: number, place: Place, fields: Partial<Instruction>): number {
    const lead = leadOf(node);
    const set = lead.open ? undefined : charTest(lead.set);
    return this.#choice(OP.split, next, place, { ...fields, direction: place.direction, ...(set && { set }) });
  }

  #choice(op: Op, next: number, { turns }: Place, fields: Partial<Instruction>): number {
    if (!this.#remembers || turns.length > MOST_TURNS) return this.add(op, next, fields);
    const memory = this.#memories;
    this.#memories += 2 ** turns.length;
    return this.add(op, next, { ...fields, memory, turns });
  }
}

function hasBackreference(node: Node): boolean {
  return node.kind === 'backreference' || childrenOf(node).some(hasBackreference);
}
