import { isScalar, type Node } from 'yaml';
import type { YamlFile } from './document.ts';
import type { Place } from './source.ts';

/** A JSONata expression as it stands in a file, whatever YAML did to it (quotes, escapes, blocks, folded lines). */
export interface ExpressionSource {
  readonly file: string;
  /** The expression's text, as JSONata sees it. */
  readonly text: string;
  /** The place in the file of a stretch of `text`. */
  place(start: number, end: number): Place;
}

/** A whole file that is one expression. */
export function expressionFile(file: string, text: string): ExpressionSource {
  return { file, text, place: (start, end) => ({ file, start, end: Math.max(end, start + 1) }) };
}

/** The expression in a scalar of YAML; numbers, `true` and `null` are JSONata's own. Nothing for an empty value. */
export function expressionIn(yaml: YamlFile, node: Node): ExpressionSource | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  const text = node.type === 'PLAIN' ? (node.source ?? '') : String(node.value);
  if (text.trim() === '') return undefined;
  let offsets: number[] | undefined;
  const { file } = yaml;
  const whole = yaml.placeOf(node);
  return {
    file,
    text,
    place(start, end) {
      if (start >= text.length) return { file, start: Math.max(whole.start, whole.end - 1), end: whole.end };
      offsets ??= align(text, yaml.text, node.range![0], node.range![1]);
      const from = offsets[start] ?? whole.start;
      const last = offsets[Math.min(Math.max(end, start + 1), text.length) - 1] ?? from;
      return { file, start: from, end: Math.max(from, last) + 1 };
    },
  };
}

/**
 * Where each character of a scalar's value stands in the file. Values differ from what is written by quotes, escapes,
 * indentation and line breaks that became blanks, so the two texts are walked side by side.
 */
function align(value: string, written: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let at = start;
  for (const character of value.split('')) {
    const blank = character === ' ' || character === '\n';
    while (
      at < end &&
      written[at] !== character &&
      !(blank && isBlank(written[at]!)) &&
      !escapes(written, at, character)
    )
      at++;
    offsets.push(Math.min(at, end - 1));
    at += escapes(written, at, character) ? 2 : 1;
  }
  return offsets;
}

const isBlank = (character: string) =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';
const escaped: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const escapes = (written: string, at: number, character: string) =>
  written[at] === '\\' && escaped[written[at + 1] ?? ''] === character;
