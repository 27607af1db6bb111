/** Remembered failures take no more than this, in bytes; beyond it the matcher goes on without remembering more. */
const MOST_BYTES = 16_000_000;

/**
 * Which choices are known to fail at which places of one text. What failed once fails again, whatever way leads there:
 * so even a pattern that could try a choice in exponentially many ways tries it once at each place.
 */
export class Failures {
  readonly #rows: (Uint8Array | undefined)[];
  readonly #bytes: number;
  #left = MOST_BYTES;

  constructor(rows: number, textLength: number) {
    this.#rows = new Array(rows);
    this.#bytes = (textLength >> 3) + 1;
  }

  has(row: number, place: number): boolean {
    const bits = this.#rows[row];
    return bits !== undefined && (bits[place >> 3]! & (1 << (place & 7))) !== 0;
  }

  add(row: number, place: number): void {
    if (row < 0) return;
    let bits = this.#rows[row];
    if (bits === undefined) {
      if (this.#left < this.#bytes) return;
      this.#left -= this.#bytes;
      bits = new Uint8Array(this.#bytes);
      this.#rows[row] = bits;
    }
    bits[place >> 3]! |= 1 << (place & 7);
  }
}
