import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, compiled, integrityOf } from './bundle.ts';
import { type Shape, shapes } from './shapes.ts';

/** Builds every shape with the mapping of Connect into dist/. */
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
const folder = path('../../mappings/connect');
const [brief, traced] = [compiled(folder), compiled(folder, true)];
mkdirSync(path('dist'), { recursive: true });
const integrity: Record<string, string> = {};
for (const { file, format, entry, trace, types } of Object.values<Shape>(shapes)) {
  const text = await bundle(entry(version), trace ? traced : brief, format);
  writeFileSync(path(`dist/${file}`), text);
  if (format === 'iife') integrity[file] = integrityOf(text);
  if (types) writeFileSync(path(`dist/${file.replace(/js$/, 'd.ts')}`), types);
}
writeFileSync(path('dist/integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
