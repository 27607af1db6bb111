import type { Span } from './ast.ts';
import { matchBrackets, type Token, tokenize } from './tokens.ts';

/**
 * Finds the true places of things in a source. The parser of `jsonata` gives each node the END of one of its tokens
 * (a name, an operator, an opening bracket); all else is found from the tokens around it.
 */
export class Spans {
  readonly #byEnd = new Map<number, number>();
  readonly #byStart = new Map<number, number>();
  readonly #brackets: Map<number, number>;
  readonly tokens: readonly Token[];
  readonly #parents: Token[];

  constructor(source: string) {
    this.tokens = tokenize(source);
    this.#brackets = matchBrackets(this.tokens);
    this.#parents = this.tokens.filter(({ kind, text }) => kind === 'wildcard' && text === '%');
    for (const [index, token] of this.tokens.entries()) {
      this.#byEnd.set(token.end, index);
      this.#byStart.set(token.start, index);
    }
  }

  /** The token that ends there. */
  token(end: number): Span {
    const token = this.tokens[this.#byEnd.get(end) ?? -1];
    return token ? { start: token.start, end } : { start: Math.max(0, end - 1), end };
  }

  /** The next `%`, asked for in source order: the only node whose place the parser does not tell. */
  nextParent(): Span {
    const { start, end } = this.#parents.shift() ?? { start: 0, end: 0 };
    return { start, end };
  }

  /** The token before the one that ends there. */
  before(end: number): Span {
    const token = this.tokens[(this.#byEnd.get(end) ?? 0) - 1];
    return token ? { start: token.start, end: token.end } : this.token(end);
  }

  /** From the opening bracket that ends there to the bracket that closes it. */
  bracketed(end: number): Span {
    return { start: this.token(end).start, end: this.#brackets.get(end) ?? end };
  }

  /** The end of the first token with that text that begins at or after an offset. */
  endOfNext(text: string, from: number): number {
    let index = this.#byStart.get(from) ?? this.tokens.findIndex((token) => token.start >= from);
    if (index < 0) return from;
    while (index < this.tokens.length && this.tokens[index]!.text !== text) index++;
    return this.tokens[index]?.end ?? from;
  }
}
