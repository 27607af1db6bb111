import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [path, text] of Object.entries(pages)) {
  const file = new URL(`../../../../${path}`, import.meta.url);
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
  if (changed) writeFileSync(file, text);
  console.log(`${path}${changed ? '' : ' (unchanged)'}`);
}
