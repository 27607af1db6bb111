/** A call that is not taken: the HTTP status and a message that names fields and indexes, never values. */
export class Refusal extends Error {
  readonly status: number;
  /** The item that was at fault, as it was sent, when it is known. For the feed alone. */
  readonly item: unknown;

  constructor(status: number, message: string, item?: unknown) {
    super(message);
    this.status = status;
    this.item = item;
  }
}

/** The error body of the API, with the capitals that its clients look for. */
export function errorBody(status: number, message: string): string {
  return JSON.stringify({ error: { Message: message, Code: status } });
}
