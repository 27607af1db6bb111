/** What an entry is for, when the matcher comes back to it. Its three numbers are a, b and c. */
export const ENTRY = {
  /** Go on with instruction `a` at place `b`; `c` is the row of the choice's failures. */
  resume: 0,
  /** All ways of a choice have failed: at place `b`, row `c`. */
  exhausted: 1,
  /** Slot `a` held `b`. */
  undo: 2,
  /** The run of instruction `a` has taken characters up to place `b`; it began at `c`. */
  run: 3,
  /** The look of instruction `a` began at place `b`; `c` is where the entry of the look around it lies, or -1. */
  look: 4,
} as const;

/** Numbers an entry takes. */
export const WIDTH = 4;

/** Four million entries, 64 MB; a budget of a million steps ends long before. */
const MOST = 4_194_304 * WIDTH;

/** The ways that are still open. It stands in for recursion, so that a long text cannot use up the engine's own stack. */
export class BacktrackStack {
  cells = new Int32Array(64 * WIDTH);
  size = 0;

  /** False when there is no room left. */
  push(kind: number, a: number, b: number, c: number): boolean {
    const at = this.size;
    if (at === this.cells.length && !this.#grow()) return false;
    const { cells } = this;
    cells[at] = kind;
    cells[at + 1] = a;
    cells[at + 2] = b;
    cells[at + 3] = c;
    this.size = at + WIDTH;
    return true;
  }

  /** Drops the entry at `base` and all above it but the undos: what a look has found stays, its other ways are closed. */
  settle(base: number): void {
    const { cells, size } = this;
    let kept = base;
    for (let at = base + WIDTH; at < size; at += WIDTH) {
      if (cells[at] !== ENTRY.undo) continue;
      cells.copyWithin(kept, at, at + WIDTH);
      kept += WIDTH;
    }
    this.size = kept;
  }

  #grow(): boolean {
    if (this.cells.length >= MOST) return false;
    const grown = new Int32Array(this.cells.length * 2);
    grown.set(this.cells);
    this.cells = grown;
    return true;
  }
}
