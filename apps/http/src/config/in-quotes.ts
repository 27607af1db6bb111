import type { Diagnostic } from '@crosswalk/diagnostics';
import type { YamlFile } from '@crosswalk/engine/reading';
import { isScalar, type Scalar, visit } from 'yaml';
import { shownText } from './shown-text.ts';

/**
 * A fault that wants a text where YAML reads something else (a key of digits, `true`), with the way out: quotes. What is
 * to be written instead is shown only where the text itself may be.
 */
export function withQuotes(fault: Diagnostic, yaml: YamlFile): Diagnostic {
  const place = fault.labels?.[0];
  const scalar = place && /\ba text is wanted\b/.test(fault.message) ? scalarAt(yaml, place.start) : undefined;
  if (!place || !scalar || typeof scalar.value === 'string' || scalar.value === null) return fault;
  const kind = typeof scalar.value === 'boolean' ? 'true or false' : 'a number';
  const notes = [...(fault.notes ?? []), `YAML takes this for ${kind}; in quotes it is a text`];
  const written = yaml.text.slice(place.start, place.end);
  const isShown = shownText(yaml).slice(place.start, place.end) === written;
  return { ...fault, notes, ...(isShown && { suggestion: `"${written}"` }) };
}

function scalarAt(yaml: YamlFile, start: number): Scalar | undefined {
  let found: Scalar | undefined;
  visit(yaml.document, {
    Scalar(_, node) {
      if (node.range?.[0] !== start) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return isScalar(found) ? found : undefined;
}
