import { JsonataError } from '../error.ts';
import { ANY, type CharSet, complement, LINE_ENDS, only } from './char-set.ts';
import { readClass } from './classes.ts';
import { type Cursor, readCharEscape, readClassEscape } from './escapes.ts';
import { findGroups, type Groups, plainName } from './groups.ts';
import { anyCase } from './letter-case.ts';
import type { Edge, Node, Pattern } from './tree.ts';

/** What modifiers and look-behinds change for the pattern inside them. */
interface Scope {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly behind: boolean;
}

/** Deeper patterns are refused, so that nothing that walks a tree can run out of stack. */
const DEEPEST = 250;

/**
 * Parses a pattern that the engine's own RegExp has accepted, so no mistake is looked for. The syntax is that of patterns
 * without the flag u: ECMAScript's grammar with Annex B. Throws S0304 for a pattern that nests too deeply.
 */
export function parsePattern(
  source: string,
  flags: { ignoreCase: boolean; multiline: boolean; dotAll: boolean },
): Pattern {
  const groups = findGroups(source);
  const parser = new Parser(source, groups);
  const root = parser.parse({ ...flags, behind: false });
  return { root, groups: groups.count, hasModifiers: parser.hasModifiers };
}

class Parser implements Cursor {
  readonly source: string;
  at = 0;
  hasModifiers = false;
  readonly #groups: Groups;
  #opened = 0;
  #depth = 0;

  constructor(source: string, groups: Groups) {
    this.source = source;
    this.#groups = groups;
  }

  /** Options up to the end of the pattern or the closing bracket of its group. */
  parse(scope: Scope): Node {
    if (++this.#depth > DEEPEST) {
      throw new JsonataError('S0304', `a regular expression may nest groups ${DEEPEST} deep, this one goes deeper`);
    }
    const options = [this.#sequence(scope)];
    while (this.#skip('|')) options.push(this.#sequence(scope));
    this.#depth--;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(scope: Scope): Node {
    const items: Node[] = [];
    while (this.at < this.source.length && !this.#sees('|') && !this.#sees(')')) items.push(this.#term(scope));
    if (items.length === 0) return { kind: 'empty' };
    if (items.length === 1) return items[0]!;
    return { kind: 'sequence', items: scope.behind ? items.reverse() : items };
  }

  #term(scope: Scope): Node {
    const before = this.#opened;
    const atom = this.#atom(scope);
    const bounds = this.#quantifier();
    if (bounds === undefined) return atom;
    const greedy = !this.#skip('?');
    return { kind: 'loop', body: atom, ...bounds, greedy, groups: [before + 1, this.#opened + 1] };
  }

  #quantifier(): { least: number; most: number } | undefined {
    if (this.#skip('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#skip('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#skip('?')) return { least: 0, most: 1 };
    const [whole, least, comma, most] = this.#match(/\{(\d+)(,?)(\d*)\}/y) ?? [];
    if (whole === undefined) return undefined;
    if (comma === '') return { least: Number(least), most: Number(least) };
    return { least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
  }

  #atom(scope: Scope): Node {
    const char = this.source.charAt(this.at++);
    switch (char) {
      case '^':
        return edge(scope.multiline ? 'lineStart' : 'textStart', scope);
      case '$':
        return edge(scope.multiline ? 'lineEnd' : 'textEnd', scope);
      case '.':
        return { kind: 'char', set: scope.dotAll ? ANY : complement(LINE_ENDS) };
      case '[':
        return { kind: 'char', set: readClass(this, scope.ignoreCase) };
      case '(':
        return this.#bracket(scope);
      case '\\':
        return this.#escape(scope);
      default:
        return literal(char.charCodeAt(0), scope);
    }
  }

  #bracket(scope: Scope): Node {
    if (!this.#sees('?')) return this.#group(scope);
    const look = this.#match(/\?(<?)([=!])/y);
    if (look) {
      const behind = look[1] === '<';
      const body = this.#closed({ ...scope, behind });
      return { kind: 'look', behind, negative: look[2] === '!', body };
    }
    if (this.#match(/\?<[^>]*>/y)) return this.#group(scope);
    const [, added = '', removed = ''] = this.#match(/\?([ims]*)-?([ims]*):/y)!;
    this.hasModifiers ||= added + removed !== '';
    const set = (flag: string, now: boolean): boolean => (now || added.includes(flag)) && !removed.includes(flag);
    return this.#closed({
      ignoreCase: set('i', scope.ignoreCase),
      multiline: set('m', scope.multiline),
      dotAll: set('s', scope.dotAll),
      behind: scope.behind,
    });
  }

  #group(scope: Scope): Node {
    const index = ++this.#opened;
    return { kind: 'group', index, body: this.#closed(scope) };
  }

  #closed(scope: Scope): Node {
    const body = this.parse(scope);
    this.at++;
    return body;
  }

  #escape(scope: Scope): Node {
    if (this.#skip('b')) return edge('word', scope);
    if (this.#skip('B')) return edge('notWord', scope);
    const set = readClassEscape(this);
    if (set !== undefined) return { kind: 'char', set };
    const groups = this.#backreference();
    if (groups !== undefined) return { kind: 'backreference', groups, ignoreCase: scope.ignoreCase };
    return literal(readCharEscape(this, /[a-zA-Z]/), scope);
  }

  /** "\3" refers to a group only when there are so many; "\k" only when some group has a name. */
  #backreference(): readonly number[] | undefined {
    const number = /[1-9]\d*/y;
    number.lastIndex = this.at;
    const digits = number.exec(this.source)?.[0];
    if (digits !== undefined && Number(digits) <= this.#groups.count) {
      this.at += digits.length;
      return [Number(digits)];
    }
    if (this.#groups.names.size === 0) return undefined;
    const name = this.#match(/k<([^>]*)>/y)?.[1];
    return name === undefined ? undefined : this.#groups.names.get(plainName(name));
  }

  #sees(char: string): boolean {
    return this.source.charAt(this.at) === char;
  }

  #skip(char: string): boolean {
    const seen = this.#sees(char);
    if (seen) this.at++;
    return seen;
  }

  #match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found) this.at += found[0].length;
    return found;
  }
}

function edge(name: Edge, { behind }: Scope): Node {
  return { kind: 'edge', edge: name, behind };
}

function literal(unit: number, scope: Scope): Node {
  const set: CharSet = only(unit);
  return { kind: 'char', set: scope.ignoreCase ? anyCase(set) : set };
}
