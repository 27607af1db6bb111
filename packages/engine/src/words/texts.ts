/** The texts among arguments that may each be a text, a list of texts, or missing. */
export function textsIn(args: readonly unknown[]): string[] {
  return args.flat().filter((arg) => typeof arg === 'string');
}
