import { html } from '@crosswalk/pages';
import { layout } from './layout.ts';
import type { View } from './view.ts';

/** A page that says one thing: what was not found, what is not allowed. */
export function messagePage(view: View, title: string, text: string): string {
  return layout(view, { title, content: html`<div class="head"><h1>${title}</h1></div><p>${text}</p>` });
}
