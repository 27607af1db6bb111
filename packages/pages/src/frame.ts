import { type Html, html } from './html.ts';

/** One entry of the navigation. */
export interface Section {
  readonly name: string;
  readonly href: string;
}

/** A page and what stands around it. */
export interface Framed {
  /** What the pages belong to: it ends each title and leads home. */
  readonly product: string;
  readonly home: string;
  readonly title: string;
  readonly sections: readonly Section[];
  /** The name of the section that the page belongs to. */
  readonly current?: string | undefined;
  /** Further elements of the head: a script of ours, an icon. */
  readonly head?: Html | undefined;
  /** What stands at the right end of the bar. */
  readonly aside?: Html | undefined;
  readonly content: Html;
  readonly footer: string;
}

/** A whole page as text. Its style is asked for at `/assets/style.css`. */
export function framed(page: Framed): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${page.product}</title>
<link rel="stylesheet" href="/assets/style.css">
${page.head}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="${page.home}">${page.product}</a>
<nav aria-label="Pages"><ul>${page.sections.map(({ name, href }) => {
    const current = name === page.current && html` aria-current="page"`;
    return html`<li><a href="${href}"${current}>${name}</a></li>`;
  })}</ul></nav>
${page.aside}
</header>
<main id="main">
${page.content}
</main>
<footer>${page.footer}</footer>
</body>
</html>
`.text;
}
