import { JsonataError, longestText } from '@crosswalk/jsonata';
import type { Schema } from './schema.ts';

/** A pattern that is quick only on texts shorter than this is of no use. */
const shortest = 100;

/**
 * The schema with patterns that no text can make slow. Validators run them on the host's own RegExp, outside the budget of
 * `map`, and `(a+)+$` on the wrong text would stop it for hours: so a pattern that takes long on a long text refuses long
 * texts unread. Throws with a sentence for one that can take for ever on a short one.
 */
export function boundedPatterns(schema: Schema): Schema {
  return bounded(schema) as Schema;
}

function bounded(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(bounded);
  return mapped(schema, (part, keyword) => {
    if (keyword === 'pattern') return typeof part === 'string' ? boundedPattern(part) : part;
    if (['enum', 'const', 'default', 'examples'].includes(keyword)) return part;
    if (!isMap(part) || !byName.includes(keyword)) return bounded(part);
    const inside = mapped(part, bounded);
    if (keyword !== 'patternProperties') return inside;
    return Object.fromEntries(Object.entries(inside).map(([name, value]) => [boundedPattern(name), value]));
  });
}

/** Keywords whose members are named by people, not by JSON Schema. */
const byName = ['properties', 'patternProperties', 'definitions', '$defs', 'dependencies'];

/** The pattern as it was written, behind a condition on the length of the text where it needs one. */
export function boundedPattern(pattern: string): string {
  const longest = pattern === '' ? Number.POSITIVE_INFINITY : longestOf(pattern);
  if (longest === Number.POSITIVE_INFINITY) return pattern;
  if (longest < shortest)
    throw new Error(`the pattern ${pattern} could take for ever on a text of ${shortest} characters`);
  return `${before}${longest}${between}${pattern})`;
}

const before = '^(?=[^]{0,';
const between = '}$)(?:[^]*?)(?:';

/** The pattern of a schema that bears a condition: what was written. */
export function writtenPattern(pattern: string): string {
  const at = pattern.startsWith(before) ? pattern.indexOf(between) : -1;
  return at < 0 ? pattern : pattern.slice(at + between.length, -1);
}

function longestOf(pattern: string): number {
  try {
    return longestText(withoutUnicode(pattern));
  } catch (error) {
    if (error instanceof JsonataError) throw new Error(`the pattern ${pattern} cannot be used: ${error.message}`);
    throw error;
  }
}

/** What only patterns with the flag `u` can say becomes any character: that takes no less time. */
function withoutUnicode(pattern: string): string {
  return pattern
    .replace(/\[(?:\\.|[^\]\\])*\]/g, (group) => (/\\[pPu]\{/.test(group) ? '[^]' : group))
    .replace(/(?<!\\)((?:\\\\)*)\\[pPu]\{[^}]*\}/g, '$1[^]');
}

function mapped(map: object, give: (part: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, part]) => [name, give(part, name)]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
