import { BacktrackStack, ENTRY, WIDTH } from './backtrack-stack.ts';
import { contains } from './char-set.ts';
import { isEdge } from './edges.ts';
import { Failures } from './failures.ts';
import { canonical } from './letter-case.ts';
import { type Instruction, OP, type Program } from './program.ts';

/** Steps that a search may take, and those it has left. */
export interface Meter {
  left: number;
}

/** Thrown when the meter or the stack runs out. */
export class OutOfSteps extends Error {}

const FAILED = -1;
const ACCEPTED = -2;

/**
 * Finds the first match of a program at or behind `from`, as ECMAScript's own backtracking would. Gives the slots (two
 * places for each group, -1 where it has none), or undefined. Each step is taken from the meter; throws OutOfSteps when it
 * is empty. Time grows with the steps, memory with the steps and at most by some 50 MB.
 */
export function matchMetered(program: Program, text: string, from: number, meter: Meter): Int32Array | undefined {
  const matcher = new Matcher(program, text, meter);
  const { lead, anchored } = program;
  const last = anchored ? 0 : text.length;
  for (let start = from; start <= last; start++) {
    if (lead && start < text.length && !contains(lead, text.charCodeAt(start))) matcher.spend(1);
    else if (matcher.matchesAt(start)) return matcher.slots;
  }
  return undefined;
}

class Matcher {
  readonly slots: Int32Array;
  readonly #program: Program;
  readonly #text: string;
  readonly #meter: Meter;
  readonly #stack = new BacktrackStack();
  readonly #failures = new Failures();
  /** Where the entry of the innermost open look lies. */
  #look = -1;
  #place = 0;

  constructor(program: Program, text: string, meter: Meter) {
    this.slots = new Int32Array(program.slots).fill(-1);
    this.#program = program;
    this.#text = text;
    this.#meter = meter;
  }

  matchesAt(start: number): boolean {
    const { instructions } = this.#program;
    this.#place = start;
    let next = this.#program.start;
    while (true) {
      this.spend(1);
      next = this.#step(instructions[next]!);
      if (next === FAILED) next = this.#backtrack();
      if (next < 0) return next === ACCEPTED;
    }
  }

  /** Does one instruction; gives the next one. */
  #step(instruction: Instruction): number {
    const { next } = instruction;
    const place = this.#place;
    switch (instruction.op) {
      case OP.char:
        if (!contains(instruction.set!, this.#unit(place, instruction.direction))) return FAILED;
        this.#place = place + instruction.direction;
        return next;
      case OP.chars:
        return this.#take(instruction) === instruction.count ? next : FAILED;
      case OP.run:
        return this.#run(instruction);
      case OP.split:
        return this.#split(instruction);
      case OP.save:
        this.#save(instruction.slot, place);
        return next;
      case OP.forget:
        this.spend(instruction.count >> 2);
        for (let slot = instruction.slot; slot < instruction.slot + instruction.count; slot++) this.#save(slot, -1);
        return next;
      case OP.progress:
        return this.slots[instruction.slot] === place ? FAILED : next;
      case OP.edge:
        return isEdge(instruction.edge!, this.#text, place) ? next : FAILED;
      case OP.look: {
        const base = this.#stack.size;
        this.#push(ENTRY.look, instruction.index, place, this.#look);
        this.#look = base;
        return instruction.other;
      }
      case OP.found:
        return this.#found();
      case OP.backreference:
        return this.#backreference(instruction);
      case OP.accept:
        return ACCEPTED;
    }
  }

  /** Goes back to the last choice that is still open; gives the instruction to go on with. */
  #backtrack(): number {
    const stack = this.#stack;
    while (stack.size > 0) {
      stack.size -= WIDTH;
      const { cells, size } = stack;
      const a = cells[size + 1]!;
      const b = cells[size + 2]!;
      const c = cells[size + 3]!;
      switch (cells[size]) {
        case ENTRY.undo:
          this.slots[a] = b;
          break;
        case ENTRY.exhausted:
          this.#failures.add(c, b);
          break;
        case ENTRY.resume:
          // Once the second way has failed too, the entry left here remembers it.
          if (c >= 0) this.#push(ENTRY.exhausted, 0, b, c);
          this.#place = b;
          return a;
        case ENTRY.run: {
          const next = this.#runOn(this.#program.instructions[a]!, b, c);
          if (next !== FAILED) return next;
          break;
        }
        case ENTRY.look: {
          const look = this.#program.instructions[a]!;
          this.#look = c;
          this.#place = b;
          if (look.negative) return look.next;
        }
      }
    }
    return FAILED;
  }

  #split(split: Instruction): number {
    const place = this.#place;
    if (split.set !== undefined) {
      const unit = this.#unit(place, split.direction);
      // At an end of the text there is no character, and the way may still be right: see Lead.
      if (!Number.isNaN(unit) && !contains(split.set, unit)) return split.other;
    }
    if (this.#hasFailed(split, place)) return FAILED;
    this.#push(ENTRY.resume, split.greedy ? split.other : split.next, place, this.#row(split, place));
    return split.greedy ? split.next : split.other;
  }

  #run(run: Instruction): number {
    const start = this.#place;
    if (this.#hasFailed(run, start)) return FAILED;
    if (run.greedy) this.#take(run);
    this.#push(ENTRY.run, run.index, this.#place, start);
    return run.next;
  }

  /**
   * What follows a run has failed at `place`: a greedy run gives a character back, a lazy one takes one more. A run without
   * a bound that has failed from one place on has also failed from each place it went through.
   */
  #runOn(run: Instruction, place: number, start: number): number {
    const endless = run.count === Number.POSITIVE_INFINITY;
    let to = place;
    if (run.greedy) {
      if (endless || place === start) this.#remember(run, place);
      if (place === start) return FAILED;
      to -= run.direction;
    } else {
      to += run.direction;
      const mayTake = Math.abs(place - start) < run.count && contains(run.set!, this.#unit(place, run.direction));
      if (!mayTake || (endless && this.#hasFailed(run, to))) {
        this.#remember(run, start);
        for (let at = place; endless && at !== start; at -= run.direction) this.#remember(run, at);
        return FAILED;
      }
    }
    this.#push(ENTRY.run, run.index, to, start);
    this.#place = to;
    return run.next;
  }

  /** Takes as many characters as the instruction may; gives their number. An endless run stops short of a known failure. */
  #take(run: Instruction): number {
    const start = this.#place;
    const endless = run.count === Number.POSITIVE_INFINITY;
    let place = start;
    let taken = 0;
    while (taken < run.count && contains(run.set!, this.#unit(place, run.direction))) {
      if (endless && this.#hasFailed(run, place + run.direction)) break;
      place += run.direction;
      taken++;
    }
    this.#place = place;
    this.spend(taken >> 2);
    return taken;
  }

  /** A look's body has matched: its other ways are closed. */
  #found(): number {
    const stack = this.#stack;
    const base = this.#look;
    const look = this.#program.instructions[stack.cells[base + 1]!]!;
    this.#place = stack.cells[base + 2]!;
    this.#look = stack.cells[base + 3]!;
    this.spend((stack.size - base) >> 5);
    if (!look.negative) {
      stack.settle(base);
      return look.next;
    }
    while (stack.size > base) {
      stack.size -= WIDTH;
      if (stack.cells[stack.size] === ENTRY.undo)
        this.slots[stack.cells[stack.size + 1]!] = stack.cells[stack.size + 2]!;
    }
    return FAILED;
  }

  /** A group that has not matched matches as nothing. */
  #backreference({ groups, direction, ignoreCase, next }: Instruction): number {
    const group = groups.find((each) => this.slots[2 * each]! >= 0 && this.slots[2 * each + 1]! >= 0);
    if (group === undefined) return next;
    const from = this.slots[2 * group]!;
    const length = this.slots[2 * group + 1]! - from;
    const start = direction === 1 ? this.#place : this.#place - length;
    if (start < 0 || start + length > this.#text.length) return FAILED;
    this.spend(length >> 2);
    for (let at = 0; at < length; at++) {
      const held = this.#text.charCodeAt(from + at);
      const found = this.#text.charCodeAt(start + at);
      if (held !== found && !(ignoreCase && canonical(held) === canonical(found))) return FAILED;
    }
    this.#place += direction * length;
    return next;
  }

  #save(slot: number, place: number): void {
    this.#push(ENTRY.undo, slot, this.slots[slot]!, 0);
    this.slots[slot] = place;
  }

  /** The unit that is taken next from a place. */
  #unit(place: number, direction: 1 | -1): number {
    return this.#text.charCodeAt(direction === 1 ? place : place - 1);
  }

  /** The row of a choice's failures, for the state that the loops around it are in; -1 when none are remembered. */
  #row({ memory, turns }: Instruction, place: number): number {
    if (turns.length === 0) return memory;
    let state = 0;
    for (const turn of turns) state = 2 * state + (this.slots[turn] === place ? 0 : 1);
    return memory + state;
  }

  #hasFailed(choice: Instruction, place: number): boolean {
    return choice.memory >= 0 && this.#failures.has(this.#row(choice, place), place);
  }

  #remember(choice: Instruction, place: number): void {
    if (choice.memory >= 0) this.#failures.add(this.#row(choice, place), place);
  }

  #push(kind: number, a: number, b: number, c: number): void {
    if (!this.#stack.push(kind, a, b, c)) throw new OutOfSteps();
  }

  spend(steps: number): void {
    this.#meter.left -= steps;
    if (this.#meter.left < 0) throw new OutOfSteps();
  }
}
