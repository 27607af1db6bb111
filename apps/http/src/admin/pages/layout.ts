import { framed, type Html, html } from '@crosswalk/pages';

export interface Page {
  readonly title: string;
  /** The entry of the navigation that the page belongs to. */
  readonly section?: 'Overview' | 'Calls' | 'Dead letters';
  /** The page is loaded anew after so many seconds. */
  readonly refresh?: number | undefined;
  readonly content: Html;
}

const sections = [
  { name: 'Overview', href: '/' },
  { name: 'Calls', href: '/calls' },
  { name: 'Dead letters', href: '/dead' },
];

/** A whole page as text. Nothing on it needs a script. */
export function layout({ title, section, refresh, content }: Page): string {
  return framed({
    product: 'Crosswalk',
    home: '/',
    title,
    sections,
    current: section,
    head: html`${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}">`}`,
    content,
    footer: 'Times are UTC. These pages show calls with all that is in them.',
  });
}
