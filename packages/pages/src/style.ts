import { readFileSync } from 'node:fs';

const own = (name: string) => readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8');

/** The style that all pages share, as CSS; what an app's pages need besides goes behind it. Read from disk at each call. */
export function sharedStyle(): string {
  return ['frame.css', 'tables.css', 'forms.css'].map(own).join('\n');
}
