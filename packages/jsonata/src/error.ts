/** What the reference's errors bear besides their code. */
export interface ErrorDetails {
  readonly token?: string;
  readonly value?: unknown;
  readonly index?: number;
  readonly functionName?: string;
}

/**
 * What a JSONata expression throws, when it is compiled or evaluated. `code` is the reference's (S0xxx syntax, T types,
 * D evaluation); `start`/`end` are offsets into the source (UTF-16, end exclusive), `line`/`column` count from 1.
 * Runtime functions throw it without a place; the generated code knows the place and adds it.
 *
 * Messages name kinds and sizes, never values, but for what the expression itself says (`$error(text)`), and for D3140,
 * where the reference's own wording is kept.
 */
export class JsonataError extends Error {
  override readonly name = 'JsonataError';
  readonly code: string;
  start = 0;
  end = 0;
  line = 1;
  column = 1;
  /** Whether a place has been given: the innermost one counts. */
  placed = false;
  /** The named function (see `Generator.define`) whose source the place is in; absent: the expression itself. */
  origin?: string | undefined;
  /** The token or function name that is concerned, where the reference names one. */
  token?: string | undefined;
  /** The value that is concerned, where the reference names one. It may be a person's: never print it by default. */
  value?: unknown;
  /** The argument's index (from 1), where the reference names one. */
  index?: number | undefined;
  /** The function, for D3140. */
  functionName?: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    Object.assign(this, details);
  }

  /** Says where it happened, once. */
  place(span: { start: number; end: number }, position: { line: number; column: number }, origin?: string): this {
    if (this.placed) return this;
    this.placed = true;
    this.start = span.start;
    this.end = span.end;
    this.line = position.line;
    this.column = position.column;
    if (origin !== undefined) this.origin = origin;
    return this;
  }
}

/**
 * Does what needs the more stack the deeper an expression nests.
 *
 * @throws JsonataError S0500 where the stack ends.
 */
export function nesting<Result>(source: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const deep = new JsonataError('S0500', 'the expression is nested too deeply to be read');
    throw deep.place({ start: 0, end: source.length }, { line: 1, column: 1 });
  }
}
