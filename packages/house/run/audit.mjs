import { execute } from './process.mjs';

/**
 * Looks up what ships among known vulnerabilities; gives an exit status. Not every registry answers that: where it does not,
 * nothing was audited, which is said loudly and is no failure of ours.
 */
export async function audit() {
  const { output } = await execute('pnpm', ['audit', '--prod', '--json']);
  const { unanswered, found } = readAudit(output);
  if (unanswered !== undefined)
    console.error(`LEFT OUT: nothing was audited, as the registry does not answer (${unanswered}).`);
  else if (found.length === 0) console.error('✓ audit: no known vulnerability in what ships');
  else console.error(['✗ audit: known vulnerabilities in what ships', ...found].join('\n  '));
  return { status: found.length === 0 ? 0 : 1, wasAudited: unanswered === undefined };
}

/** What `pnpm audit --json` says: a line for each vulnerability, or why there was no answer. */
export function readAudit(output) {
  try {
    const { error, advisories } = JSON.parse(output.slice(output.indexOf('{')));
    if (error || !advisories) return { unanswered: reasonIn(error?.message), found: [] };
    const lines = Object.values(advisories).map(
      ({ module_name: name, vulnerable_versions: versions, severity, title, url }) =>
        `${name} ${versions}: ${severity}, ${title} (${url})`,
    );
    return { found: lines };
  } catch {
    return { unanswered: reasonIn(output), found: [] };
  }
}

/** In one line, and without the registry's address, which is that of one machine. */
const reasonIn = (text = 'no reason given') =>
  text
    .replaceAll(/\s*\(at \S+\)|https?:\/\/\S+/g, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
