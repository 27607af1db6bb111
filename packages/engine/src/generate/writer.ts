/** Lines of emitted JavaScript, with names that no two parts share. */
export class Writer {
  private readonly lines: string[] = [];
  private names = 0;

  line(text: string): void {
    if (text !== '') this.lines.push(text);
  }

  /**
   * A new name, such as `first_name$3`; what cannot stand in a name of JavaScript is left out. Names in the code of
   * expressions hold no `$` but at their beginning, so the two never meet.
   */
  name(hint: string): string {
    return `${hint.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d|$)/, '_')}$${++this.names}`;
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
