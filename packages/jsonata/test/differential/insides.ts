import type jsonata from 'jsonata';

type Expression = ReturnType<typeof jsonata>;

/** What the reference writes onto its arrays. */
interface Marks {
  readonly keepSingleton?: true;
  readonly outerWrapper?: true;
  readonly sequence?: true;
}

/** A node of its syntax tree; only the members that are read here. */
interface Visited {
  readonly type: string;
  readonly value?: unknown;
  readonly focus?: string;
  readonly keepArray?: true;
  readonly procedure?: Visited;
  readonly arguments?: readonly Visited[];
  readonly lhs?: Visited;
  readonly rhs?: Visited;
}

/**
 * Watches an evaluation of the reference, and tells afterwards whether its insides came to light, which we do otherwise
 * on purpose (see the README):
 * - a list that `[]` made with a hole in it;
 * - the box around a list as input, which `$@$x` keeps as its context and which `$spread()` tells from the list;
 * - the mark of a sequence, which `[*].x` takes for a member;
 * - a tuple of a path, which is the context of what stands behind a sort;
 * - a number that is none, as which `$parseInteger` reads what its picture does not fit;
 * - the source of a function, as text, and a function as the object that it is there, which `/a/` finds.
 */
export function watchInsides(expression: Expression): () => boolean {
  let seen = false;
  const results = new Map<Visited, unknown>();
  const exit = (node: Visited, input: unknown, _environment: unknown, result: unknown): void => {
    results.set(node, result);
    seen ||=
      hasHole(node, result) ||
      isBoxKept(node, input) ||
      isMarkMember(node, input) ||
      isTuple(input) ||
      (Number.isNaN(result) && nameOf(node) === 'parseInteger') ||
      isSource(result) ||
      (node.rhs?.type === 'regex' && holdsFunction(results.get(node.lhs!)));
  };
  expression.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, exit);
  return () => seen;
}

function hasHole(node: Visited, result: unknown): boolean {
  if (!Array.isArray(result)) return false;
  return (node.keepArray === true || (result as Marks).keepSingleton === true) && result.includes(undefined);
}

function isBoxKept(node: Visited, input: unknown): boolean {
  if (!Array.isArray(input) || !(input as Marks).outerWrapper) return false;
  const spreads = nameOf(node) === 'spread' && node.arguments?.length === 0;
  return node.focus !== undefined || (spreads && input[0].length === 0);
}

function isMarkMember(node: Visited, input: unknown): boolean {
  const { outerWrapper, sequence }: Marks = Array.isArray(input) ? (input as Marks) : {};
  return node.type === 'wildcard' && sequence === true && !outerWrapper;
}

function isTuple(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, '@');
}

/** What a call calls, or `~>` hands a value to. */
function nameOf({ procedure, rhs }: Visited): unknown {
  return (procedure ?? rhs?.procedure ?? rhs)?.value;
}

function holdsFunction(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsFunction);
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}

function isSource(result: unknown): boolean {
  return typeof result === 'string' && result.includes('async function (...params)');
}
