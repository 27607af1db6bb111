import { type Html, html } from './html.ts';

export interface Page {
  readonly title: string;
  /** The entry of the navigation that the page belongs to. */
  readonly section?: 'Overview' | 'Calls' | 'Dead letters';
  /** The page is loaded anew after so many seconds. */
  readonly refresh?: number | undefined;
  readonly content: Html;
}

const sections = [
  ['Overview', '/'],
  ['Calls', '/calls'],
  ['Dead letters', '/dead'],
] as const;

/** A whole page as text. Nothing on it needs a script. */
export function layout({ title, section, refresh, content }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title} · Crosswalk</title>
<link rel="stylesheet" href="/assets/style.css">
<link rel="stylesheet" href="/assets/content.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/">Crosswalk</a>
<nav aria-label="Pages"><ul>${sections.map(([name, path]) => {
    const current = name === section && html` aria-current="page"`;
    return html`<li><a href="${path}"${current}>${name}</a></li>`;
  })}</ul></nav>
</header>
<main id="main">
${content}
</main>
<footer>Times are UTC. These pages show calls with all that is in them.</footer>
</body>
</html>
`.text;
}
