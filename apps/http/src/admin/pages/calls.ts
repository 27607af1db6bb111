import type { Delivery, Selection, Story } from '@crosswalk/delivery';
import { exactMoment, type Html, href, html } from '@crosswalk/pages';
import { layout } from './layout.ts';
import { stateBadge } from './states.ts';

/** Calls that a page shows. */
export const mostCalls = 100;

/** What was asked for, as it stands in the address. */
export type Asked = Readonly<Record<string, string>>;

export interface CallsPage {
  readonly asked: Asked;
  readonly selection: Selection;
  readonly stories: readonly Story[];
}

/** The calls, newest first; the first page of them follows what comes in. */
export function callsPage({ asked, selection, stories }: CallsPage): string {
  const isLive = asked.before === undefined && asked.live !== 'off';
  const { before: _, live: __, ...filters } = asked;
  return layout({
    title: 'Calls',
    section: 'Calls',
    refresh: isLive ? 3 : undefined,
    content: html`
<div class="head"><h1>Calls</h1><p>${
      isLive
        ? html`Live. <a href="${href('/calls', { ...filters, live: 'off' })}">Pause</a>`
        : html`<a href="${href('/calls', filters)}">Show the newest, live</a>`
    }</p></div>
<form class="inline" method="get" action="/calls" role="search">
${textFields(asked, ['source', 'user', 'event'])}
<label class="check"><input type="checkbox" name="state" value="dead"${selection.state === 'dead' && html` checked`}> Only failed</label>
<button>Filter</button>
</form>
${callsTable(stories)}
${olderLink('/calls', filters, stories)}`,
  });
}

const labels: Readonly<Record<string, string>> = { source: 'Source', user: 'User', event: 'Event', code: 'Reason' };

/** Fields of a filter, with what was asked for in them. */
export function textFields(asked: Asked, names: readonly string[]): Html[] {
  return names.map(
    (name) =>
      html`<span class="field"><label for="${name}">${labels[name]}</label> <input id="${name}" name="${name}" value="${asked[name]}"></span> `,
  );
}

export function callsTable(stories: readonly Story[]): Html {
  if (stories.length === 0) return html`<p class="empty">No call is kept that fits.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col" class="narrow">Accepted</th><th scope="col">Call</th><th scope="col">User</th><th scope="col">Event</th>
<th scope="col">Source</th><th scope="col">What became of it</th></tr></thead>
<tbody>${stories.map(row)}</tbody>
</table></div>`;
}

function row({ acceptedAt, messageId, call, source, deliveries }: Story): Html {
  const there = `/calls/${encodeURIComponent(messageId)}`;
  return html`<tr><td>${exactMoment(acceptedAt)}</td><td class="whole"><a href="${there}">${text(call.type) ?? 'call'}</a></td>
<td>${short(text(call.userId) ?? text(call.anonymousId))}</td><td>${short(text(call.event) ?? text(call.name))}</td><td class="whole">${source}</td>
<td>${deliveries.map((delivery) => html`<div>${stateBadge(delivery.state)} ${delivery.destination}${why(delivery)}</div>`)}</td></tr>
`;
}

/** Why a delivery ended as it did. */
export function why({ fate }: Delivery): Html | false {
  if (!fate || fate.status === 'delivered') return false;
  return html` <span class="reason">${fate.code}${fate.reason !== '' && `: ${fate.reason}`}</span>`;
}

export function olderLink(path: string, asked: Asked, stories: readonly Story[]): Html | false {
  const oldest = stories.at(-1);
  if (!oldest || stories.length < mostCalls) return false;
  return html`<p><a href="${href(path, { ...asked, before: String(oldest.seq) })}">Older calls</a></p>`;
}

/** What is longer stands whole on the page of the call. */
function short(words: string | undefined): string | undefined {
  const characters = Array.from(words ?? '');
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : words;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
