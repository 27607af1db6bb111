import type { YamlFile } from '@crosswalk/engine/reading';
import { isPair, isScalar, visit } from 'yaml';

/**
 * The text of crosswalk.yaml as it may be shown in frames: what stands under `settings` as plain text is made unreadable
 * (a frame may end in a log, and one of these is a key), write keys from their fifth character on. Offsets stay the same.
 */
export function shownText(yaml: YamlFile): string {
  let shown = yaml.text;
  visit(yaml.document, {
    Scalar(role, node, ancestors) {
      if (role === 'key' || !isScalar(node) || !node.range) return;
      const names = ancestors.filter(isPair).map(({ key }) => (isScalar(key) ? key.value : undefined));
      const [start, end] = node.range;
      const written = yaml.text.slice(start, end);
      if (names.includes('settings') && isSecretive(written)) shown = hide(shown, start, end);
      if (names.includes('writeKeys') || names.includes('retiredKeys')) shown = hide(shown, start + 4, end);
    },
  });
  return shown;
}

/** Switches, numbers of a few digits, addresses and variables give nothing away. */
function isSecretive(written: string): boolean {
  return !/^(true|false|null|-?\d{1,6}|"?https?:[^@?]*"?|"?\$\{\w+\}"?)$/.test(written.trim());
}

function hide(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\s'"]/g, '•') + text.slice(Math.max(start, end));
}

/** The same for a text that is no YAML, of which it can't be told what stands where: long runs of letters and digits go. */
export function shownRaw(text: string): string {
  return text.replace(/[A-Za-z0-9+/=_-]{16,}/g, (run) => '•'.repeat(run.length));
}
