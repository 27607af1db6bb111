import { positionsIn } from '@crosswalk/diagnostics';
import type { NativeFunction } from '../functions/native.ts';
import type { Node, Span } from '../parse/ast.ts';
import type { Place, Spot } from '../runtime/place.ts';
import { identifierPart, quote } from './quote.ts';
import type { KnownFunction, Operand, Scope } from './scope.ts';

/** The source that nodes are of, for the places of errors. */
export interface Source {
  readonly text: string;
  /** The named function that it is the source of. */
  readonly origin?: string | undefined;
  /** `$eval` occurs in it, so variables must be found by name when the code runs. */
  readonly dynamic?: boolean;
}

/** What the runtime makes functions with. */
const keepers = new Set(['lambda', 'native', 'partial', 'transform', 'applyTo', 'matcher', 'evaluate', 'evaluator']);

/** What one generated module is made of, besides the code at hand: names, imports, constants, places, functions. */
export class Unit {
  readonly natives: ReadonlyMap<string, NativeFunction>;
  readonly trace: boolean;
  /** Whether calls count as many levels as the reference's evaluator nests (for its `stack` limit). */
  readonly levels: boolean;
  /** Compiles a node; set by the generator, which knows all kinds of nodes. */
  readonly emit: (node: Node, scope: Scope) => Operand;
  /** The named functions of the module. */
  readonly definition: (name: string) => KnownFunction | undefined;
  /** Whether something in the module can tell a sequence from another array. */
  marking = false;
  /** Whether arrays in the module can be marked at all; until it is known, they can. */
  marks = true;

  /** Whether something may be made that needs the run after the evaluation: a function can be called at any time. */
  keepsRun = false;

  readonly #imports = new Set<string>();
  readonly #constants = new Map<string, string>();
  readonly #declarations: string[] = [];
  readonly #places: Place[] = [];
  readonly #placeIndex = new Map<string, number>();
  readonly #positions = new Map<string, ReturnType<typeof positionsIn>>();
  #count = 0;

  constructor(parts: Pick<Unit, 'natives' | 'trace' | 'levels' | 'emit' | 'definition'>) {
    this.natives = parts.natives;
    this.trace = parts.trace;
    this.levels = parts.levels;
    this.emit = parts.emit;
    this.definition = parts.definition;
  }

  /** A fresh JavaScript name that reminds of what it is for. */
  name(hint: string): string {
    this.#count++;
    return `${identifierPart(hint)}_${this.#count}`;
  }

  /** The local name of something that the runtime exports. */
  runtime(name: string): string {
    this.#imports.add(name);
    if (keepers.has(name)) this.keepsRun = true;
    return `$${name}`;
  }

  /** The name of a constant at module level; equal expressions share one. */
  constant(hint: string, expression: string): string {
    const known = this.#constants.get(expression);
    if (known !== undefined) return known;
    const name = this.name(hint);
    this.#constants.set(expression, name);
    this.#declarations.push(`const ${name} = ${expression};`);
    return name;
  }

  /** Adds a declaration at module level. */
  declare(text: string): void {
    this.#declarations.push(text);
  }

  /** The index of a place in the module's table. */
  place(source: Source, span: Span, token?: string, parts: readonly Span[] = []): number {
    const spot = (part: Span): Spot => {
      const { line, column } = this.#positionsIn(source.text)(part.start);
      return [part.start, part.end, line, column];
    };
    const place: Place = {
      at: spot(span),
      ...(token !== undefined && { token }),
      ...(parts.length > 0 && { parts: parts.map(spot) }),
      ...(source.origin !== undefined && { origin: source.origin }),
    };
    const key = JSON.stringify(place);
    const known = this.#placeIndex.get(key);
    if (known !== undefined) return known;
    this.#places.push(place);
    this.#placeIndex.set(key, this.#places.length - 1);
    return this.#places.length - 1;
  }

  #positionsIn(text: string): ReturnType<typeof positionsIn> {
    const known = this.#positions.get(text) ?? positionsIn(text);
    this.#positions.set(text, known);
    return known;
  }

  imports(): string[] {
    return [...this.#imports].sort();
  }

  declarations(): string {
    const places = this.#places.map((place) => `  ${literal(place)},\n`).join('');
    return `const places = [\n${places}];\n${this.#declarations.join('\n')}\n`;
  }
}

function literal({ at, token, parts, origin }: Place): string {
  const members = [
    `at: [${at.join(', ')}]`,
    ...(token === undefined ? [] : [`token: ${quote(token)}`]),
    ...(parts === undefined ? [] : [`parts: [${parts.map((part) => `[${part.join(', ')}]`).join(', ')}]`]),
    ...(origin === undefined ? [] : [`origin: ${quote(origin)}`]),
  ];
  return `{ ${members.join(', ')} }`;
}
