/** A request of an operator that can't be done: the HTTP status, and what to do instead. */
export class Fault extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
