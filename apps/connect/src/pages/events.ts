import { type Html, html, moment, number } from '@crosswalk/pages';
import type { EventSummary } from '../store/events.ts';
import { layout } from './layout.ts';
import type { View } from './view.ts';

/** Most events the page shows; a search finds the others. */
export const mostEvents = 500;

export interface EventsPage {
  readonly events: readonly EventSummary[];
  /** The text searched for. */
  readonly text: string;
  readonly withHidden: boolean;
  /** A name that could not be defined, and why. */
  readonly fault?: { readonly name: string; readonly message: string };
}

/** Settings > Events: what was received, how often, and what to hide. */
export function eventsPage(view: View, page: EventsPage): string {
  return layout(view, {
    title: 'Events',
    section: 'Events',
    content: html`
<div class="head"><h1>Your events in the last 30 days</h1></div>
<div class="tools">${searchForm(view, page)}${defineForm(view, page)}</div>
${page.events.length === 0 ? nothing(page) : table(view, page)}
${page.events.length === mostEvents && html`<p class="note">The first ${mostEvents} are shown. Search to find others.</p>`}`,
  });
}

function searchForm(view: View, { text, withHidden }: EventsPage): Html {
  return html`<form class="inline" method="get" action="/settings/events" role="search">
${environmentField(view)}
<label for="q">Search events</label>
<input id="q" name="q" type="search" value="${text}">
<label class="check"><input type="checkbox" name="hidden" value="show"${withHidden && html` checked`}> Show hidden</label>
<button>Search</button>
</form>`;
}

function defineForm(view: View, { fault }: EventsPage): Html {
  return html`<form class="inline" method="post" action="${view.href('/settings/events/define')}">
<label for="event">Define an event</label>
<input id="event" name="event" maxlength="400" value="${fault?.name}" required placeholder="Signed Up"
${fault && html` aria-invalid="true" aria-describedby="fault" autofocus`}>
<button>Define</button>
${fault && html`<p id="fault" class="fault" role="alert">${fault.message}</p>`}
</form>`;
}

function environmentField({ environment, environments }: View): Html | false {
  if (environment === environments[0]) return false;
  return html`<input type="hidden" name="environment" value="${environment.name}">`;
}

function nothing({ text }: EventsPage): Html {
  if (text !== '') return html`<p class="empty">No event of the last 30 days has this in its name.</p>`;
  return html`<p class="empty">No events yet. They are listed here as soon as one is received or defined.</p>`;
}

function table(view: View, page: EventsPage): Html {
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Event</th><th scope="col" class="number">Times seen</th><th scope="col">First seen</th>
<th scope="col">Last seen</th><th scope="col">Received in the last 24 hours</th><th scope="col"><span class="unseen">Hide or show</span></th></tr></thead>
<tbody>${page.events.map((event) => row(view, page, event))}</tbody>
</table></div>`;
}

function row(view: View, page: EventsPage, event: EventSummary): Html {
  const never = html`<span class="quiet">never</span>`;
  return html`<tr${event.hidden && html` class="dim"`}>
<th scope="row">${event.name}${event.defined && html` <span class="badge">defined</span>`}${event.hidden && html` <span class="badge">hidden</span>`}</th>
<td class="number">${number(event.times)}</td>
<td>${event.firstSeen === null ? never : moment(event.firstSeen)}</td>
<td>${event.lastSeen === null ? never : moment(event.lastSeen)}</td>
<td>${today(event.timesToday)}</td>
<td class="action">${hideForm(view, page, event)}</td>
</tr>
`;
}

function today(times: number): Html {
  if (times === 0) return html`<span class="badge">No</span>`;
  return html`<span class="badge accepted">Yes</span> ${number(times)} ${times === 1 ? 'time' : 'times'}`;
}

function hideForm(view: View, { text, withHidden }: EventsPage, event: EventSummary): Html {
  const verb = event.hidden ? 'Show' : 'Hide';
  return html`<form method="post" action="${view.href(`/settings/events/${verb.toLowerCase()}`)}">
<input type="hidden" name="event" value="${event.name}">
<input type="hidden" name="q" value="${text}">${withHidden && html`<input type="hidden" name="hidden" value="show">`}
<button class="small" aria-label="${verb} ${event.name}">${verb}</button>
</form>`;
}
