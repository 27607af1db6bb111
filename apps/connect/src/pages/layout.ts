import { type Html, html } from './html.ts';
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
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Connect</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
<link rel="stylesheet" href="/assets/content.css">
${script !== undefined && html`<script src="${script}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="${view.href('/')}">Connect</a>
<nav aria-label="Pages"><ul>${sections.map(([name, path]) => {
    const current = name === section && html` aria-current="page"`;
    return html`<li><a href="${view.href(path)}"${current}>${name}</a></li>`;
  })}</ul></nav>
${environments(view)}
</header>
<main id="main">
${content}
</main>
<footer>Times are UTC.</footer>
</body>
</html>
`.text;
}

function environments({ environment, environments }: View): Html {
  if (environments.length === 1) return html`<p class="environment">${environment.name}</p>`;
  return html`<nav class="environment" aria-label="Environments"><ul>${environments.map((other) => {
    const current = other === environment && html` aria-current="true"`;
    return html`<li><a href="${viewOf(environments, other).href('/')}"${current}>${other.name}</a></li>`;
  })}</ul></nav>`;
}
