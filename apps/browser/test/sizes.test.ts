import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundle, compiled } from '../build/bundle.ts';
import { type Shape, shapes } from '../build/shapes.ts';

/** Bytes, minified and gzipped. A script that grows beyond its budget needs a new one, with the reason. */
const budgets = JSON.parse(readFileSync(new URL('../size-budget.json', import.meta.url), 'utf8')) as Record<
  string,
  { readonly most: number; readonly because: string }
>;
const folder = fileURLToPath(new URL('../../../mappings/connect', import.meta.url));
const [brief, traced] = [compiled(folder), compiled(folder, true)];

test.each(Object.entries<Shape>(shapes))('%s is within its budget', async (name, { entry, format, trace }) => {
  const { most, because } = budgets[name]!;
  const text = await bundle(entry('1.0.0'), trace ? traced : brief, format);
  expect(because).toMatch(/\.$/);
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(most);
  expect(text).not.toMatch(/\beval\(|new Function|document\.cookie/);
});
