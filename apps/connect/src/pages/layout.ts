import { framed, type Html, html } from '@crosswalk/pages';
import { type View, viewOf } from './view.ts';

export interface Page {
  readonly title: string;
  /** The entry of the navigation that the page belongs to. */
  readonly section?: 'Feed' | 'People' | 'Events';
  readonly content: Html;
  /** A script of ours that the page needs. */
  readonly script?: string;
}

const sections = [
  ['Feed', '/feed'],
  ['People', '/people'],
  ['Events', '/settings/events'],
] as const;

/** A whole page as text. */
export function layout(view: View, { title, section, content, script }: Page): string {
  return framed({
    product: 'Connect',
    home: view.href('/'),
    title,
    sections: sections.map(([name, path]) => ({ name, href: view.href(path) })),
    current: section,
    head: html`<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${script !== undefined && html`<script src="${script}" defer></script>`}`,
    aside: environments(view),
    content,
    footer: 'Times are UTC.',
  });
}

function environments({ environment, environments }: View): Html {
  if (environments.length === 1) return html`<p class="environment">${environment.name}</p>`;
  return html`<nav class="environment" aria-label="Environments"><ul>${environments.map((other) => {
    const current = other === environment && html` aria-current="true"`;
    return html`<li><a href="${viewOf(environments, other).href('/')}"${current}>${other.name}</a></li>`;
  })}</ul></nav>`;
}
