/** Places are remembered in pages, so that a search pays for the part of a long text that it goes through. */
const PLACES_A_PAGE = 4096;
const PAGE_SHIFT = 12;
/** 16 MB; beyond it the matcher goes on without remembering more. */
const MOST_PAGES = 32_768;

/**
 * Which choices are known to fail at which places of one text. What failed once fails again, whatever way leads there:
 * so even a pattern that could try a choice in exponentially many ways tries it once at each place.
 */
export class Failures {
  readonly #rows: (Uint8Array | undefined)[][] = [];
  #pages = 0;

  has(row: number, place: number): boolean {
    const page = this.#rows[row]?.[place >> PAGE_SHIFT];
    if (page === undefined) return false;
    const at = place & (PLACES_A_PAGE - 1);
    return (page[at >> 3]! & (1 << (at & 7))) !== 0;
  }

  add(row: number, place: number): void {
    this.#rows[row] ??= [];
    const pages = this.#rows[row];
    let page = pages[place >> PAGE_SHIFT];
    if (page === undefined) {
      if (this.#pages === MOST_PAGES) return;
      this.#pages++;
      page = new Uint8Array(PLACES_A_PAGE / 8);
      pages[place >> PAGE_SHIFT] = page;
    }
    const at = place & (PLACES_A_PAGE - 1);
    page[at >> 3]! |= 1 << (at & 7);
  }
}
