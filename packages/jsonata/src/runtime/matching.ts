import { allowArray, allowText, spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { compileRegex, type Regex } from '../regex/index.ts';
import { type AnyFunction, call } from './call.ts';
import { describe } from './describe.ts';
import type { Run } from './run.ts';
import { splitByText } from './text.ts';

/** Functions that match text, by a regular expression or by a function that answers matches as one does. */

type Text = string | undefined;

/** What a matcher answers: the first match, and a way to the next. */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly next: () => Match | undefined;
}

/** A pattern as built-ins take it: text, or a matcher function, which a regular expression is too. */
export type Pattern = string | AnyFunction;

const regexOf = Symbol('regex');
type Compiled = AnyFunction & { [regexOf]?: Regex };

/**
 * A regular expression, compiled: a function to signatures, which built-ins look inside. `matcher` makes it one that can
 * be called.
 */
export function regex(source: string, flags: string): AnyFunction {
  return Object.assign(() => undefined, { [regexOf]: compileRegex(source, flags) });
}

/** A regular expression as the function that it is to expressions: it answers the first match, which knows the next. */
export function matcher(run: Run, compiled: AnyFunction): AnyFunction {
  const found = (compiled as Compiled)[regexOf]!;
  const match = (value: unknown, from?: number): Match | undefined =>
    matchAt(run, found, textOf(run, value), from ?? 0);
  return Object.assign(match, { [regexOf]: found });
}

/** What JavaScript, asked to match a value that is no text, takes for its text; functions have none. */
function textOf(run: Run, value: unknown): string {
  if (typeof value === 'function') return '';
  if (typeof value !== 'object' || value === null) return String(value);
  if (!Array.isArray(value)) return '[object Object]';
  let text = '';
  spend(run.budget, value.length);
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    text += `${index > 0 ? ',' : ''}${item === undefined || item === null ? '' : textOf(run, item)}`;
    allowText(run.budget, text.length);
  }
  return text;
}

function matchAt(run: Run, regex: Regex, text: string, from: number): Match | undefined {
  spend(run.budget, stepsAMatch);
  const found = regex.exec(text, from, run.budget);
  if (found === undefined) return undefined;
  const next = (): Match | undefined => matchBehind(run, regex, text, found.end);
  return { match: text.slice(found.index, found.end), start: found.index, end: found.end, groups: found.groups, next };
}

/** Steps that making a match takes, whatever the search takes. */
const stepsAMatch = 14;

function matchBehind(run: Run, regex: Regex, text: string, end: number): Match | undefined {
  if (end >= text.length) return undefined;
  const following = matchAt(run, regex, text, end);
  if (following?.match !== '') return following;
  const message = 'the regular expression matches empty text, so it would match for ever';
  throw new JsonataError('D1004', message, { value: regex.source });
}

function firstMatch(run: Run, pattern: AnyFunction | undefined, text: string): Match | undefined {
  if (pattern === undefined) throw new JsonataError('T1010', 'a pattern is wanted, found nothing', { index: 2 });
  const compiled = (pattern as Compiled)[regexOf];
  return compiled ? matchAt(run, compiled, text, 0) : checked(call(run, pattern, [text], null));
}

/** The match behind one: that of a regular expression is found without asking the match, as expressions do. */
function nextMatch(run: Run, pattern: AnyFunction, text: string, match: Match): Match | undefined {
  const compiled = (pattern as Compiled)[regexOf];
  return compiled ? matchBehind(run, compiled, text, match.end) : checked(call(run, match.next, [], null));
}

function checked(answer: unknown): Match | undefined {
  if (!answer) return answer === undefined ? undefined : (answer as Match);
  const match = answer as Partial<Match>;
  if (typeof match.start === 'number' || Array.isArray(match.groups) || typeof match.next === 'function')
    return match as Match;
  throw new JsonataError(
    'T1010',
    `a matcher must answer match, start, end, groups and next, found ${describe(answer)}`,
  );
}

function negative(code: string, index: number, name: string, limit: number): JsonataError {
  return new JsonataError(code, `the limit of ${name} may not be negative`, { value: limit, index });
}

/** Whether the text holds the pattern. */
export function contains(run: Run, text: Text, pattern: Pattern | undefined): boolean | undefined {
  if (text === undefined || pattern === undefined) return undefined;
  if (typeof pattern === 'string') {
    spendText(run.budget, text);
    return text.includes(pattern);
  }
  const compiled = (pattern as Compiled)[regexOf];
  if (compiled) return compiled.exec(text, 0, run.budget) !== undefined;
  return firstMatch(run, pattern, text) !== undefined;
}

/** All matches, or the first so many: each with its text, its index and its groups. Not collapsed. */
export function match(run: Run, text: Text, pattern: AnyFunction, limit?: number): object[] | undefined {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw negative('D3040', 3, '$match', limit);
  const most = limit ?? Number.POSITIVE_INFINITY;
  const found: object[] = [];
  let current = most > 0 ? firstMatch(run, pattern, text) : undefined;
  while (current !== undefined && found.length < most) {
    spend(run.budget, 1);
    found.push({ match: current.match, index: current.start, groups: current.groups });
    current = nextMatch(run, pattern, text, current);
  }
  return found;
}

/** The parts of a text between the matches of a pattern, or the first so many. */
export function split(run: Run, text: Text, separator: Pattern, limit?: number): string[] | undefined {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw negative('D3020', 3, '$split', limit);
  if (limit !== undefined && !(limit > 0)) return [];
  if (typeof separator === 'string') return splitByText(run, text, separator, limit);
  const most = limit ?? Number.POSITIVE_INFINITY;
  const parts: string[] = [];
  let start = 0;
  let current = firstMatch(run, separator, text);
  if (current === undefined) return [text];
  while (current !== undefined && parts.length < most) {
    allowArray(run.budget, parts.length + 2);
    parts.push(text.slice(start, current.start));
    start = current.end;
    current = nextMatch(run, separator, text, current);
  }
  if (parts.length < most) parts.push(text.slice(start));
  return parts;
}

/** The text with all matches, or the first so many, replaced by a text (`$1` is a group) or by what a function gives. */
export function replace(
  run: Run,
  text: Text,
  pattern: Pattern,
  replacement: string | AnyFunction,
  limit?: number,
): Text {
  if (text === undefined) return undefined;
  if (pattern === '')
    throw new JsonataError('D3010', 'the pattern of $replace may not be empty', { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw negative('D3011', 4, '$replace', limit);
  const most = limit ?? Number.POSITIVE_INFINITY;
  if (!(most > 0)) return text;
  if (typeof pattern === 'string')
    return replaceText(run, text, pattern, typeof replacement === 'function' ? '' : String(replacement), most);
  let result = '';
  let position = 0;
  let count = 0;
  let current = firstMatch(run, pattern, text);
  while (current !== undefined && count < most) {
    const substitute =
      typeof replacement === 'string' ? filledIn(replacement, current) : call(run, replacement, [current], null);
    if (typeof substitute !== 'string') {
      throw new JsonataError('D3012', `a match can only be replaced by text, found ${describe(substitute)}`, {
        value: substitute,
      });
    }
    allowText(run.budget, result.length + current.start - position + substitute.length);
    result += text.slice(position, current.start) + substitute;
    position = current.start + current.match.length;
    count++;
    current = nextMatch(run, pattern, text, current);
  }
  return result + text.slice(position);
}

function replaceText(run: Run, text: string, pattern: string, replacement: string, most: number): string {
  let result = '';
  let position = 0;
  let count = 0;
  spendText(run.budget, text);
  for (let at = text.indexOf(pattern); at >= 0 && count < most; at = text.indexOf(pattern, position)) {
    spend(run.budget, 1);
    allowText(run.budget, result.length + at - position + replacement.length);
    result += text.slice(position, at) + replacement;
    position = at + pattern.length;
    count++;
  }
  return result + text.slice(position);
}

/** `$0` is the match, `$1` its first group, `$$` a dollar; of `$12` only `$1` counts when there are fewer groups. */
function filledIn(replacement: string, { match, groups }: Match): string {
  let filled = '';
  let position = 0;
  for (
    let at = replacement.indexOf('$');
    at >= 0 && position < replacement.length;
    at = replacement.indexOf('$', position)
  ) {
    filled += replacement.slice(position, at);
    position = at + 1;
    const next = replacement[position];
    if (next === '$' || next === '0') {
      filled += next === '$' ? '$' : match;
      position++;
      continue;
    }
    const digits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1;
    let group = Number.parseInt(replacement.slice(position, position + digits), 10);
    if (digits > 1 && group > groups.length)
      group = Number.parseInt(replacement.slice(position, position + digits - 1), 10);
    if (Number.isNaN(group)) filled += '$';
    else {
      filled += groups[group - 1] ?? '';
      position += String(group).length;
    }
  }
  return filled + replacement.slice(position);
}
