import { type Html, html } from './html.ts';

/** A moment (milliseconds since 1970) as `2026-11-23 17:16:11`, in UTC. */
export function moment(time: number): Html {
  const iso = new Date(time).toISOString();
  return marked(iso, iso.slice(0, -5).replace('T', ' '));
}

/** The same with milliseconds, for what is compared: `2026-11-23 17:16:11.042`. */
export function exactMoment(time: number): Html {
  const iso = new Date(time).toISOString();
  return marked(iso, iso.slice(0, -1).replace('T', ' '));
}

/** Its time of day alone, with milliseconds, for what has just happened. */
export function timeOfDay(time: number): Html {
  const iso = new Date(time).toISOString();
  return marked(iso, iso.slice(11, -1));
}

function marked(iso: string, shown: string): Html {
  return html`<time datetime="${iso}" title="${iso}">${shown}</time>`;
}
