/**
 * What a JSONata expression throws, when it is compiled or evaluated. `code` is the reference's (S0xxx syntax, T types,
 * D evaluation); `start`/`end` are offsets into the source (UTF-16, end exclusive), `line`/`column` count from 1.
 * Runtime functions throw it without a place; the generated code knows the place and adds it.
 */
export class JsonataError extends Error {
  override readonly name = 'JsonataError';
  readonly code: string;
  start = 0;
  end = 0;
  line = 1;
  column = 1;
  /** The token or function name that is concerned, where the reference names one. */
  token?: string | undefined;
  /** The value that is concerned, where the reference names one. It may be a person's: never print it by default. */
  value?: unknown;
  /** The argument's index (from 1), expected type and such, as the reference has them. */
  index?: number | undefined;

  constructor(code: string, message: string, details: { token?: string; value?: unknown; index?: number } = {}) {
    super(message);
    this.code = code;
    Object.assign(this, details);
  }
}
