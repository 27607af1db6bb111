import { suggest } from '@crosswalk/diagnostics';
import type { Findings, YamlFile } from '@crosswalk/engine/reading';
import { isScalar, visit } from 'yaml';
import type { Environment } from './read-config.ts';

/**
 * Replaces `${NAME}` in the texts of a file by what the environment holds; `$${` stands for a plain `${`. The result stays
 * one text whatever is in it, so that a value can't become structure. What is not set is reported (C607).
 */
export function fillIn(yaml: YamlFile, environment: Environment, findings: Findings): void {
  visit(yaml.document, {
    Scalar(key, node) {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string' || !node.value.includes('${')) return;
      const place = yaml.placeOf(node);
      node.value = node.value.replace(/\$\$\{|\$\{([^}]*)\}/g, (written, name: string | undefined) => {
        if (name === undefined) return '${';
        const value = environment[name];
        if (value !== undefined && value !== '') return value;
        const near = suggest(name, Object.keys(environment));
        const at = yaml.text.indexOf(written, place.start);
        const exact = at === -1 || at >= place.end ? place : { ...place, start: at, end: at + written.length };
        const what = value === undefined ? `is not set` : 'is empty';
        findings.error(
          'C607',
          `the environment variable ${name} ${what}`,
          exact,
          near ? { suggestion: `\${${near}}` } : {},
        );
        return written;
      });
    },
  });
}
