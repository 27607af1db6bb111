import { allowArray, allowText, spend, spendText } from '../budget.ts';
import type { Run } from './run.ts';

/** Functions on text. Characters are counted as Unicode code points. A missing text gives a missing result. */

type Text = string | undefined;

const astral = /[\ud800-\udbff][\udc00-\udfff]/;

export function length(run: Run, text: Text): number | undefined {
  if (text === undefined) return undefined;
  return charactersOf(run, text)?.length ?? text.length;
}

/** The characters of a text that are not all one code unit long; undefined when they are. */
function charactersOf(run: Run, text: string): string[] | undefined {
  spendText(run.budget, text);
  if (!astral.test(text)) return undefined;
  spendText(run.budget, text, 4);
  return [...text];
}

export function lowercase(run: Run, text: Text): Text {
  if (text !== undefined) spendText(run.budget, text, 32);
  return limited(run, text?.toLowerCase());
}

export function uppercase(run: Run, text: Text): Text {
  if (text !== undefined) spendText(run.budget, text, 32);
  return limited(run, text?.toUpperCase());
}

/** Case can lengthen a text threefold at most, so the check may follow. */
function limited(run: Run, text: Text): Text {
  if (text !== undefined && text.length > run.budget.text) allowText(run.budget, text.length);
  return text;
}

/** Without blanks at the ends, and with one space for each run of blanks inside. */
export function trim(run: Run, text: Text): Text {
  if (text !== undefined) spendText(run.budget, text, 16);
  return text?.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

/** From a position (from the end when negative), so many characters or all that follow. */
export function substring(run: Run, text: Text, start: number, count?: number): Text {
  if (text === undefined) return undefined;
  const characters = charactersOf(run, text);
  const size = characters?.length ?? text.length;
  const from = size + start < 0 ? 0 : start;
  if (count !== undefined && count <= 0) return '';
  const to = count === undefined ? undefined : from >= 0 ? from + count : size + from + count;
  return characters ? characters.slice(from, to).join('') : text.slice(from, to);
}

/** The part before the first occurrence of `mark`, or all when it does not occur. */
export function substringBefore(run: Run, text: Text, mark: Text): Text {
  if (text === undefined) return undefined;
  spendText(run.budget, text);
  const at = text.indexOf(String(mark));
  return at < 0 ? text : text.slice(0, at);
}

/** The part after the first occurrence of `mark`, or all when it does not occur. */
export function substringAfter(run: Run, text: Text, mark: Text): Text {
  if (text === undefined) return undefined;
  spendText(run.budget, text);
  const at = text.indexOf(String(mark));
  return at < 0 ? text : text.slice(at + String(mark).length);
}

/** Fills a text up to a width with `fill`, behind it, or before it for a negative width. */
export function pad(run: Run, text: Text, width: number, fill: Text): Text {
  if (text === undefined) return undefined;
  const missing = Math.abs(Math.trunc(width)) - length(run, text)!;
  if (!(missing > 0)) return text;
  const unit = fill === undefined || fill === '' ? ' ' : fill;
  allowText(run.budget, text.length + missing * (unit.length > 1 ? 2 : 1));
  const padding = filled(unit, missing);
  return width > 0 ? text + padding : padding + text;
}

function filled(unit: string, count: number): string {
  if (unit.length === 1) return unit.repeat(count);
  const characters = [...unit];
  const rest = characters.slice(0, count % characters.length).join('');
  return unit.repeat(Math.floor(count / characters.length)) + rest;
}

/** One text of many, with a separator between them. */
export function join(run: Run, texts: readonly string[] | undefined, separator: Text): Text {
  if (texts === undefined) return undefined;
  const between = separator ?? '';
  spend(run.budget, texts.length);
  let total = between.length * Math.max(0, texts.length - 1);
  for (const text of texts) total += text.length;
  allowText(run.budget, total);
  spend(run.budget, Math.floor(total / 32));
  return texts.join(between);
}

/** The parts between the occurrences of a separator (`$split` with a text). */
export function splitByText(run: Run, text: string, separator: string, limit: number | undefined): string[] {
  const most = limit === undefined ? Number.POSITIVE_INFINITY : Math.floor(limit);
  allowArray(run.budget, separator === '' ? Math.min(text.length, most) : 0);
  spendText(run.budget, text);
  const parts = text.split(separator, limit);
  allowArray(run.budget, parts.length);
  spend(run.budget, parts.length);
  return parts;
}
