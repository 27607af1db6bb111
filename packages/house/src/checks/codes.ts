import type { CodeEntry } from '@crosswalk/diagnostics';
import { type Check, finding } from '../check.ts';
import type { Repository } from '../repository.ts';
import { lineAt, literalText, parse, walk } from '../syntax.ts';
import { codeOf, workspacesOf } from '../workspace.ts';

const home = 'packages/diagnostics/src/codes/';

/** Codes of ours have three digits; JSONata's have four. */
const ours = /^[MRDC]\d{3}$/;

const unused = 'Use it, or delete it while it is unreleased; a released code is never used again.';
/** A code that some file causes is shown with its whole frame. M310 comes from the host. */
const hasFrame = (code: string) => /^[MC]/.test(code) && code !== 'M310';
const wayToShow = (code: string) => (hasFrame(code) ? 'Add one that holds its whole frame.' : 'Add one.');

/** Every code that a program gives out has its entry, every entry is given out, and a fixture shows what it looks like. */
export function codesInUse(codes: Readonly<Record<string, CodeEntry>>): Check {
  return {
    holds: 'every diagnostic code is explained, used, and shown by a fixture',
    *find(repository) {
      const used = usedCodes(repository);
      for (const { code, file, line } of used) {
        if (Object.hasOwn(codes, code)) continue;
        yield finding(file, `gives out ${code}, which has no entry. Add it under ${home}.`, line);
      }
      const shown = shownCodes(repository);
      for (const code of Object.keys(codes)) {
        const isShown = shown.has(hasFrame(code) ? `[${code}]` : code);
        if (!used.some((use) => use.code === code)) yield finding(home, `${code} is given out nowhere. ${unused}`);
        else if (!isShown) yield finding(home, `no fixture or case shows ${code}. ${wayToShow(code)}`);
      }
    },
  };
}

interface Use {
  readonly code: string;
  readonly file: string;
  readonly line: number;
}

function usedCodes(repository: Repository): Use[] {
  const sources = workspacesOf(repository)
    .filter(({ short }) => short !== 'house')
    .flatMap((workspace) => codeOf(repository, workspace, 'src'))
    .filter((path) => !path.startsWith(home));
  return sources.flatMap((path) => {
    const text = repository.read(path);
    if (!/\b[MRDC]\d{3}\b/.test(text)) return [];
    return Array.from(walk(parse(path, text)), ({ node }) => ({
      file: path,
      line: lineAt(text, node.start),
      code: literalText(node) ?? '',
    })).filter(({ code }) => ours.test(code));
  });
}

/** What fixtures, cases and tests show: codes by name (`R401`), and those in frames (`error[M203]: …`) as `[M203]`. */
function shownCodes(repository: Repository): Set<string> {
  const shown = new Set<string>();
  for (const path of repository.paths) {
    // Those of diagnostics show how a frame looks, with codes that nothing gave out.
    if (path.startsWith('packages/diagnostics/')) continue;
    if (!path.includes('/fixtures/') && !path.includes('/test/') && !path.endsWith('.cases.yaml')) continue;
    const found = repository.read(path).matchAll(/\b(?:error|warning|info)(\[[MC]\d{3}\])|\b([MRDC]\d{3})\b/g);
    for (const [, framed, named] of found) shown.add(framed ?? named ?? '');
  }
  return shown;
}
