/** A token of the source, with both of its ends (the parser of `jsonata` reports ends only). */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** `wildcard`: one of `*`, `**`, `%`, `?` where an operand stands. */
  readonly kind: 'name' | 'variable' | 'literal' | 'regex' | 'wildcard' | 'operator';
  readonly text: string;
}

const doubles = new Set(['..', ':=', '!=', '>=', '<=', '**', '~>', '?:', '??']);
const singles = new Set([...'.[]{}(),@#;:?+-*/%|=<>^&!~']);
const blanks = ' \t\n\r\v';
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;

/**
 * The tokens of a source, cut as the parser of `jsonata` cuts them. Never fails: it stops at what it can't read (the
 * parser has reported that already, or will).
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  // Whether the next token begins an operand: only there a slash opens a regular expression.
  let operand = true;

  const add = (kind: Token['kind'], end: number, operandNext: boolean): void => {
    tokens.push({ start: at, end, kind, text: source.slice(at, end) });
    at = end;
    operand = operandNext;
  };

  while (at < source.length) {
    const character = source[at]!;
    const pair = source.slice(at, at + 2);
    if (blanks.includes(character)) at++;
    else if (pair === '/*') {
      const close = source.indexOf('*/', at + 2);
      if (close < 0) return tokens;
      at = close + 2;
    } else if (character === '/' && operand) add('regex', endOfRegex(source, at + 1), false);
    else if (pair === '**' && operand) add('wildcard', at + 2, false);
    else if (doubles.has(pair)) add('operator', at + 2, true);
    else if (singles.has(character)) {
      const closes = character === ')' || character === ']' || character === '}';
      const stands = operand && (character === '*' || character === '%' || character === '?');
      add(stands ? 'wildcard' : 'operator', at + 1, !closes && !stands);
    } else if (character === '"' || character === "'") add('literal', endOfText(source, at), false);
    else if (character === '`') {
      const close = source.indexOf('`', at + 1);
      add('name', close < 0 ? source.length : close + 1, false);
    } else {
      number.lastIndex = at;
      if (number.test(source)) add('literal', number.lastIndex, false);
      else {
        let end = at + 1;
        while (end < source.length && !blanks.includes(source[end]!) && !singles.has(source[end]!)) end++;
        const text = source.slice(at, end);
        const infix = !operand && (text === 'and' || text === 'or' || text === 'in');
        add(character === '$' ? 'variable' : infix ? 'operator' : 'name', end, infix);
      }
    }
  }
  return tokens;
}

function endOfText(source: string, start: number): number {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === quote) return at + 1;
  }
  return source.length;
}

/** Brackets hide a slash, escaped or not in the pattern, exactly as in the reference's scanner. */
function endOfRegex(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source[at]!;
    if (character === '/' && depth === 0 && !escaped(source, at)) {
      let end = at + 1;
      while (source[end] === 'i' || source[end] === 'm') end++;
      return end;
    }
    if (source[at - 1] === '\\') continue;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
  }
  return source.length;
}

function escaped(source: string, at: number): boolean {
  let slashes = 0;
  while (source[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** For each opening bracket's end, the end of the bracket that closes it. */
export function matchBrackets(tokens: readonly Token[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'operator') continue;
    if (closers[token.text]) open.push(token);
    else if (open.length > 0 && closers[open.at(-1)!.text] === token.text) pairs.set(open.pop()!.end, token.end);
  }
  return pairs;
}
