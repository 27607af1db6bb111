/** An expression failed: JSONata's code for it, and what is to be said. */
export class Failure extends Error {
  readonly code: string;

  constructor(code: string, message = 'a value is of the wrong kind') {
    super(message);
    this.code = code;
  }
}
