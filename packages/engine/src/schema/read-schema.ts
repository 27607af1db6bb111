import type { Files } from '../contract.ts';
import type { Findings, Place } from '../reading/source.ts';
import { boundedPatterns } from './bounded-patterns.ts';
import { inlineReferences } from './inline-references.ts';
import { isPlainSchema } from './plain-schema.ts';
import type { Schema } from './schema.ts';
import { compileSchema } from './validator.ts';

/** The JSON Schema in a file that `place` names. Nothing when it cannot be used (M106, M107). */
export function readSchema(
  files: Files,
  folder: string,
  name: string,
  place: Place,
  findings: Findings,
): Schema | undefined {
  if (!Object.hasOwn(files, name)) {
    const others = Object.keys(files).filter((file) => file.endsWith('.json'));
    const notes = others.length > 0 ? [`JSON files in the folder: ${others.join(', ')}`] : [];
    findings.error('M106', `the folder holds no file ${name}`, place, { notes });
    return undefined;
  }
  const text = files[name]!;
  try {
    const schema: unknown = JSON.parse(text);
    if (typeof schema === 'object' && schema !== null) boundedPatterns(schema as Schema);
    if (isPlainSchema(schema)) return schema as Schema;
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
      throw new Error('a schema is an object');
    compileSchema(schema as Schema);
    return inlineReferences(schema as Schema);
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error))
      .split(/\n|, data/)[0]!
      .replace('schema is invalid: data', '');
    const at = /position (\d+)/.exec(message);
    const start = at ? Math.min(Number(at[1]), Math.max(0, text.length - 1)) : 0;
    findings.error('M107', `this is not a JSON Schema: ${message.replace(/ \(line \d+ column \d+\)/, '')}`, {
      file: `${folder}${name}`,
      start,
      end: start + 1,
    });
    return undefined;
  }
}
