/** Something that is not said compactly: the mapping is compiled the usual way. */
export class NotCompact extends Error {}

/** What a value is, or else it is missing. Of these, what JavaScript and JSONata call true is the same. */
export type Kind = 'text' | 'number' | 'boolean' | 'any';

/** JavaScript of an expression, and what it gives. */
export interface Said {
  readonly code: string;
  readonly kind: Kind;
}

/** What an expression may name. */
export interface Known {
  readonly variables: Readonly<Record<string, Said>>;
  /** The mapping's function of this name, with what it gives and how many parameters it has. */
  readonly definition: (name: string) => (Said & { readonly parameters: number }) | undefined;
  /** Notes that an export of the runtimes is used; gives its local name. */
  readonly use: (from: 'jsonata' | 'compact' | 'words', name: string) => string;
  /** A new local variable of the function that is being written. */
  readonly local: (name: string) => string;
}

/** The kind by JavaScript's `typeof`, or by the letter of a signature. */
export function maybe(type: string): Kind {
  if (type === 's' || type === 'string') return 'text';
  if (type === 'n' || type === 'number') return 'number';
  return type === 'b' || type === 'boolean' ? 'boolean' : 'any';
}
