import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, compiled } from './bundle.ts';
import { type Shape, shapes } from './shapes.ts';

/** Builds every shape with the mapping of Connect into dist/. */
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
const mapping = compiled(path('../../mappings/connect'));
mkdirSync(path('dist'), { recursive: true });
for (const { file, format, entry, types } of Object.values<Shape>(shapes)) {
  writeFileSync(path(`dist/${file}`), await bundle(entry(version), mapping, format));
  if (types) writeFileSync(path(`dist/${file.replace(/js$/, 'd.ts')}`), types);
}
