import { type Html, html } from './html.ts';

/** A moment (milliseconds since 1970) as `2026-11-23 17:16:11`, in UTC. */
export function moment(time: number): Html {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}" title="${iso}">${iso.replace(/T(.*)\..*/, ' $1')}</time>`;
}

/** Its time of day alone, with milliseconds, for what has just happened. */
export function timeOfDay(time: number): Html {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}" title="${iso}">${iso.slice(11, -1)}</time>`;
}
