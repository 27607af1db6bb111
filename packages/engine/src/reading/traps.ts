import { isMap, isScalar, isSeq, type Node, type YAMLError } from 'yaml';
import type { YamlFile } from './document.ts';
import type { Findings, Place } from './source.ts';

/*
 * YAML's traps for expressions: places where a file is valid YAML, or nearly so, and does not say what its author meant.
 * Every diagnostic names both ways out.
 */

const quoteIt = "quote the whole expression: '...'";
const blockIt = 'or write it as a block: `|` after the colon, the expression on the next line, indented';

const splitSentence = 'YAML splits what stands in brackets at every comma, those inside an expression too';
const waysOutOfSplit = ["quote the expression: [a, '$f(b, c)']", 'or write it as a block, an item a line'];
export const waysOutOfCut: readonly string[] = [quoteIt, blockIt];

/** A syntax error that comes from an expression which YAML ended too early (M113). False when it is something else. */
export function cutByYaml(text: string, problem: YAMLError, place: Place, findings: Findings): boolean {
  const reason = reasonOfCut(text, problem, place);
  if (reason === undefined) return false;
  const start =
    problem.code === 'UNEXPECTED_TOKEN' || problem.code === 'MISSING_CHAR'
      ? valueStart(text, place.start)
      : place.start;
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  // One cut makes several syntax errors.
  if (findings.list.some(({ code, labels }) => code === 'M113' && labels?.[0]?.start === start)) return true;
  const isSplit = problem.code === 'MISSING_CHAR';
  findings.error(
    isSplit ? 'M111' : 'M113',
    reason,
    { file: place.file, start, end },
    { notes: isSplit ? waysOutOfSplit : waysOutOfCut },
  );
  return true;
}

/** A call with a comma inside brackets on one line, such as `[a, $f(b, "c")]`, where the quotes make it no YAML at all. */
function isSplitCall(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /[[{].*\$\w+\([^)]*,/.test(line);
}

function reasonOfCut(text: string, problem: YAMLError, place: Place): string | undefined {
  if (problem.code === 'BLOCK_AS_IMPLICIT_KEY') return 'YAML reads the `: ` in this expression as a key and its value';
  if (problem.code === 'MISSING_CHAR' && isSplitCall(text, place.start)) return splitSentence;
  if (problem.code === 'BAD_SCALAR_START') return `YAML does not let a value begin with ${text[place.start]}`;
  if (problem.code !== 'UNEXPECTED_TOKEN') return undefined;
  const first = text[valueStart(text, place.start)];
  if (first === '"' || first === "'") return 'YAML ends this value at its closing quote';
  return first === '{' || first === '['
    ? `YAML ends this value at its closing ${first === '{' ? '}' : ']'}`
    : undefined;
}

/** Where the value of the line's first `key: ` begins. */
function valueStart(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const key = /^[ \t]*(?:- +)?(?:[^\s:]+: +)?/.exec(text.slice(lineStart, offset));
  return lineStart + (key?.[0].length ?? 0);
}

/**
 * A flow list whose items are pieces of expressions: split at the commas of a call (M111), or read as a map (M112).
 * True when it was one; its items then mean nothing.
 */
export function brokenFlowList(yaml: YamlFile, list: Node, findings: Findings): boolean {
  if (!isSeq(list) || !list.flow) return false;
  const place = yaml.placeOf(list);
  const written = yaml.text.slice(place.start, place.end);
  if (list.items.some((item) => isMap(item) && yaml.text[item.range?.[0] ?? 0] !== '{' && /\?/.test(written))) {
    findings.error('M112', 'YAML reads this expression as a map, because of its `: `', place, {
      notes: [
        "quote the expression: ['x ? y : z']",
        'or write the list as a block, an item a line, the expression in single quotes',
      ],
    });
    return true;
  }
  if (list.items.some((item) => isScalar(item) && item.type === 'PLAIN' && !balanced(item.source ?? ''))) {
    findings.error('M111', splitSentence, place, {
      notes: waysOutOfSplit,
    });
    return true;
  }
  return false;
}

/** The same in a map on one line, `{ is: $f(b, c) }`, where the second piece became a key. */
export function brokenFlowMap(yaml: YamlFile, map: Node | undefined, key: string, findings: Findings): boolean {
  if (!isMap(map) || !map.flow || balanced(key)) return false;
  findings.error('M111', splitSentence, yaml.placeOf(map), { notes: waysOutOfSplit });
  return true;
}

function balanced(expression: string): boolean {
  const open: string[] = [];
  const closes: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const token of expression.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[()[\]{}]/g) ?? []) {
    if (token.length > 1) continue;
    if (token in closes) {
      if (open.pop() !== closes[token]) return false;
    } else open.push(token);
  }
  return open.length === 0;
}

/** A quoted scalar that holds no more than words or a number: as an expression it is a path, which nobody means (M110). */
export function quotedText(yaml: YamlFile, node: Node, findings: Findings): boolean {
  if (!isScalar(node) || (node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE')) return false;
  const text = String(node.value);
  if (!/^[\p{L}\p{N}_ .,!-]*$/u.test(text) || /^(true|false|null)$/.test(text)) return false;
  const meaning = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text) ? `the path ${text}` : 'an expression';
  findings.error('M110', `YAML takes the quotes away, so this is ${meaning}, not a text`, yaml.placeOf(node), {
    notes: [`for the text itself: { constant: ${text === '' ? '""' : text} }`, `for ${meaning}: without the quotes`],
  });
  return true;
}

/** Whether YAML took the end of a plain scalar for a comment, as it does with everything behind ` #`. */
export function cutAtComment(yaml: YamlFile, node: Node): Place | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN' || !node.range) return undefined;
  const behind = /^[ \t]+#[^\n]*/.exec(yaml.text.slice(node.range[1]));
  if (!behind) return undefined;
  return { file: yaml.file, start: node.range[1], end: node.range[1] + behind[0].length };
}
