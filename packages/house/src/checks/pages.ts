import { type Check, finding } from '../check.ts';

/** Pages that are made from the sources are as the sources make them today. `pages` holds their texts by path. */
export function generatedPages(pages: Readonly<Record<string, string>>): Check {
  return {
    holds: 'generated pages are up to date',
    *find(repository) {
      for (const [path, text] of Object.entries(pages)) {
        const written = repository.has(path) ? repository.read(path) : '';
        if (written !== text) yield finding(path, 'is not what its sources say. Run npm run docs.');
      }
    },
  };
}
