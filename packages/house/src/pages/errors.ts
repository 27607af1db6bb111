import { type CodeEntry, phases } from '@crosswalk/diagnostics';
import { madeBy } from './made-by.ts';

/** The page of all codes: one heading a code, so that `docs/errors.md#m203` leads to it. */
export function errorsPage(codes: Readonly<Record<string, CodeEntry>>): string {
  const chapters = Object.entries(phases).map(([prefix, heading]) => {
    const entries = Object.entries(codes).filter(([code]) => code.startsWith(prefix));
    return entries.length === 0 ? '' : `\n## ${prefix}xx: ${heading}\n${entries.map(entryText).join('')}`;
  });
  return `# Errors and warnings
${madeBy('packages/diagnostics/src/codes/')}
Every message of Crosswalk carries a code. What it means, and the way out:
${chapters.join('')}`;
}

function entryText([code, { title, help }]: [string, CodeEntry]): string {
  return `\n### ${code}\n\n**${title}.** ${help}\n`;
}
