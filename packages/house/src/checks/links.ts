import { posix } from 'node:path';
import { type Check, finding } from '../check.ts';
import type { Repository } from '../repository.ts';

export const links: Check = {
  holds: 'every relative link in a page points to something that exists',
  *find(repository) {
    for (const path of repository.paths) {
      if (!path.endsWith('.md') || path.includes('/fixtures/')) continue;
      for (const { target, line } of linksOf(repository.read(path))) {
        const [file = '', anchor] = target.split('#');
        const to = file === '' ? path : posix.join(posix.dirname(path), decodeURIComponent(file)).replace(/\/$/, '');
        if (!exists(repository, to))
          yield finding(path, `links to ${target}, which does not exist. Correct the link.`, line);
        else if (anchor && to.endsWith('.md') && !anchorsOf(repository.read(to)).has(anchor)) {
          yield finding(path, `links to ${target}, but that page has no heading #${anchor}. Correct the link.`, line);
        }
      }
    }
  },
};

function exists(repository: Repository, path: string): boolean {
  return path === '.' || repository.has(path) || repository.paths.some((one) => one.startsWith(`${path}/`));
}

/** Links and pictures with a relative target, outside of code. */
function linksOf(markdown: string): { target: string; line: number }[] {
  return withoutCode(markdown).flatMap((text, index) =>
    [...text.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)]
      .map(([, target]) => ({ target: target!, line: index + 1 }))
      .filter(({ target }) => !/^[a-z][a-z+.-]*:/i.test(target)),
  );
}

/** Anchors as code hosts make them from headings: lower case, blanks to dashes, a number for a repeated one. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const text of withoutCode(markdown, false)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The lines of a page with code blocks, and if wished code in a line, emptied. */
function withoutCode(markdown: string, inline = true): string[] {
  let fence: string | undefined;
  return markdown.split('\n').map((line) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    const inside = fence !== undefined;
    if (mark && !inside) fence = mark;
    else if (mark?.startsWith(fence ?? ' ')) fence = undefined;
    if (inside || mark) return '';
    return inline ? line.replace(/`[^`]*`/g, '') : line;
  });
}
