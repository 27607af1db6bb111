import type { Diagnostic } from '@crosswalk/diagnostics';

/** Reading YAML finds the same mistakes in every kind of file; here they bear the codes of the configuration. */
const codes: Readonly<Record<string, string>> = {
  M101: 'C602',
  M113: 'C602',
  M114: 'C602',
  M105: 'C603',
  M102: 'C604',
  M103: 'C605',
  M104: 'C606',
  M115: 'C606',
};

/** A diagnostic about a YAML file as one about crosswalk.yaml, with its own ways out. */
export function asConfiguration(found: Diagnostic, text: string): Diagnostic {
  const code = codes[found.code];
  if (code === undefined) return found;
  if (found.code === 'M114')
    return { ...found, code, message: found.message.replace('mapping files', 'crosswalk.yaml') };
  if (found.code !== 'M101' && found.code !== 'M113') return { ...found, code };
  const { notes: _, ...rest } = found;
  const line = lineAt(text, found.labels?.[0]?.start ?? 0);
  const notes = line.includes('${') ? [`in a map or list on one line, a variable stands in quotes: "\${NAME}"`] : [];
  return { ...rest, code, message: found.message.replace('expression', 'value'), notes };
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end);
}
