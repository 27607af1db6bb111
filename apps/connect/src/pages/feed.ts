import { type Html, html, timeOfDay } from '@crosswalk/pages';
import type { FeedEntry, Numbered } from '../live/feed.ts';
import { layout } from './layout.ts';
import { personHref, type View } from './view.ts';

/** Most rows the page shows; the script takes the oldest away when new ones come. */
export const mostRows = 200;

/** The real-time feed; `liveFrom` is where the stream of further rows goes on. */
export function feedPage(view: View, entries: readonly Numbered[], liveFrom: string): string {
  const live = view.href('/feed/live', { after: liveFrom });
  return layout(view, {
    title: 'Real-time feed',
    section: 'Feed',
    script: '/assets/feed.js',
    content: html`
<div class="head">
<h1>Real-time feed</h1>
<p class="live"><span id="status" role="status">Not live</span> <button id="pause" type="button" hidden>Pause</button></p>
</div>
<noscript><p class="note">Without JavaScript this page shows the latest calls; reload it for newer ones.</p></noscript>
<div class="scroll"><table class="feed">
<thead><tr><th scope="col">Time</th><th scope="col">Call</th><th scope="col">User</th><th scope="col">Event</th>
<th scope="col">Client</th><th scope="col">Result</th></tr></thead>
<tbody id="rows" data-live="${live}" data-most="${mostRows}">${feedRows(view, entries)}</tbody>
</table></div>
<p id="empty" class="empty">${entries.length === 0 && 'Nothing has arrived yet. Each call shows up here the moment it does.'}</p>`,
  });
}

/** Rows of the feed, newest first. */
export function feedRows(view: View, entries: readonly Numbered[]): Html {
  return html`${entries.map(({ entry }) => row(view, entry)).reverse()}`;
}

function row(view: View, entry: FeedEntry): Html {
  const { at, kind, userId, client, outcome, reason } = entry;
  const user = userId !== undefined && html`<a href="${personHref(view, userId)}">${userId}</a>`;
  return html`<tr class="${outcome}"><td>${timeOfDay(at)}</td><td>${kind}</td><td>${user}</td><td>${about(entry)}</td>
<td class="quiet">${client}</td><td><span class="badge ${outcome}">${results[outcome]}</span>
${reason !== undefined && html`<span class="reason">${reason}</span>`}</td></tr>
`;
}

const results = { accepted: 'Accepted', copy: 'Copy', refused: 'Refused' } as const;

function about({ event, previousId, groupId }: FeedEntry): Html | string {
  if (event !== undefined) return event;
  const joins = previousId === undefined ? [] : [`joins ${previousId}`];
  const group = groupId === undefined ? [] : [`group ${groupId}`];
  return html`<span class="quiet">${[...joins, ...group].join(', ')}</span>`;
}
