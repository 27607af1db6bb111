/** Source text of one JavaScript function's inside, written statement by statement. */
export class Body {
  readonly #lines: { text: string }[] = [];
  #indent = '';
  #place: number | undefined;
  /** Whether something in it may throw at a place, so that the function needs a handler. */
  throws = false;

  line(text: string): void {
    this.#lines.push({ text: this.#indent + text });
  }

  /** Opens a nested block, such as `if (x) {`. */
  open(head: string): void {
    this.line(head);
    this.#indent += '  ';
    this.#place = undefined;
  }

  /** Closes the innermost block, or goes over into the next: `} else {`. */
  close(tail = '}'): void {
    this.#indent = this.#indent.slice(2);
    this.line(tail);
    if (tail.endsWith('{')) this.#indent += '  ';
    this.#place = undefined;
  }

  /** A line whose text is known later only; empty text leaves it out. */
  reserve(): (text: string) => void {
    const line = { text: '' };
    const indent = this.#indent;
    this.#lines.push(line);
    return (text) => {
      line.text = text && indent + text;
    };
  }

  /** What follows may throw there. */
  at(place: number): void {
    this.throws = true;
    if (this.#place === place) return;
    this.line(`at = ${place};`);
    this.#place = place;
  }

  /** Takes in the inside of a nested function. */
  includeAll(body: Body): void {
    for (const { text } of body.#lines) if (text) this.line(text);
    this.#place = undefined;
  }

  toString(indent = ''): string {
    return this.#lines
      .filter(({ text }) => text)
      .map(({ text }) => `${indent}${text}\n`)
      .join('');
  }
}
