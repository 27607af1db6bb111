import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, compiled } from './bundle.ts';
import { type Shape, shapes } from './shapes.ts';

/** Builds every shape with the mapping of Connect into dist/. */
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
const folder = path('../../mappings/connect');
const [brief, traced] = [compiled(folder), compiled(folder, true)];
mkdirSync(path('dist'), { recursive: true });
for (const { file, format, entry, trace, types } of Object.values<Shape>(shapes)) {
  writeFileSync(path(`dist/${file}`), await bundle(entry(version), trace ? traced : brief, format));
  if (types) writeFileSync(path(`dist/${file.replace(/js$/, 'd.ts')}`), types);
}
