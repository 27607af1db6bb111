import { type Html, html, moment, number } from '@crosswalk/pages';
import { type TextField, textFields } from '../domain/user.ts';
import type { PastEvent } from '../store/calls.ts';
import type { Profile } from '../store/profile.ts';
import { layout } from './layout.ts';
import { nameOf } from './people.ts';
import { personHref, type View } from './view.ts';

/** Events on one page of the history. */
export const mostPastEvents = 50;

export interface PersonPage {
  readonly profile: Profile;
  /** Newest first. */
  readonly history: readonly PastEvent[];
  readonly total: number;
}

/** One person: fields, ids, tokens, attributes, history. */
export function personPage(view: View, { profile, history, total }: PersonPage): string {
  const { person } = profile;
  const name = nameOf(person);
  return layout(view, {
    title: name === '' ? person.userId : name,
    section: 'People',
    content: html`
<div class="head"><h1>${name === '' ? person.userId : name}</h1>${name !== '' && html`<p class="quiet">${person.userId}</p>`}</div>
<div class="columns">
<section aria-labelledby="fields"><h2 id="fields">Profile</h2>${fields(profile)}</section>
<section aria-labelledby="ids"><h2 id="ids">Ids</h2>${ids(profile)}
<h2>Push tokens</h2>${tokens(profile)}</section>
</div>
<section aria-labelledby="attributes"><h2 id="attributes">Attributes</h2>${attributes(profile)}</section>
<section aria-labelledby="history"><h2 id="history">Events <span class="quiet">${number(total)}</span></h2>
${historyList(history)}${older(view, profile, history)}</section>`,
  });
}

const labels: Record<TextField, string> = {
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail',
  phone_number: 'Phone number',
  timezone: 'Time zone',
};

const absent = html`<span class="quiet">none</span>`;

function fields({ person, unsubscribedCampaigns }: Profile): Html {
  return html`<dl>
${textFields.map((field) => html`<dt>${labels[field]}</dt><dd>${person.fields[field] ?? absent}</dd>`)}
<dt>Group</dt><dd>${person.groupId ?? absent}</dd>
<dt>Messages</dt><dd>${person.unsubscribed ? html`<span class="badge refused">Unsubscribed from all</span>` : 'Subscribed'}</dd>
${unsubscribedCampaigns.length > 0 && html`<dt>Unsubscribed from</dt><dd>${unsubscribedCampaigns.join(', ')}</dd>`}
<dt>First met</dt><dd>${moment(person.createdAt)}</dd>
<dt>Last changed</dt><dd>${moment(person.updatedAt)}</dd>
</dl>`;
}

function ids({ ids, person }: Profile): Html {
  return html`<ul class="plain">${ids.map(
    ({ userId }) =>
      html`<li><code>${userId}</code>${userId !== person.userId && html` <span class="badge">joined</span>`}</li>`,
  )}</ul>`;
}

const platforms = { apns: 'iOS', android: 'Android' } as const;

function tokens({ tokens }: Profile): Html {
  if (tokens.length === 0) return html`<p class="empty">No device can be reached by push.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Platform</th><th scope="col">Token</th><th scope="col">State</th><th scope="col">Since</th></tr></thead>
<tbody>${tokens.map(
    ({ platform, token, active, since }) => html`<tr><td>${platforms[platform]}</td><td><code>${token}</code></td>
<td>${active ? html`<span class="badge accepted">Active</span>` : html`<span class="badge">Disabled</span>`}</td><td>${moment(since)}</td></tr>`,
  )}</tbody></table></div>`;
}

function attributes({ person, groupAttributes }: Profile): Html {
  const own = new Map(Object.entries(person.attributes));
  const rows = [
    ...[...own].map(([key, value]) => ({ key, value, from: 'own' })),
    ...Object.entries(groupAttributes).map(([key, value]) => {
      return { key, value, from: own.has(key) ? 'group, own value wins' : 'group' };
    }),
  ];
  if (rows.length === 0) return html`<p class="empty">None.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
<tbody>${rows.map(
    ({
      key,
      value,
      from,
    }) => html`<tr${from === 'group, own value wins' && html` class="dim"`}><th scope="row">${key}</th>
<td><pre>${JSON.stringify(value, null, 2)}</pre></td><td class="quiet">${from}</td></tr>`,
  )}</tbody></table></div>`;
}

function historyList(history: readonly PastEvent[]): Html {
  if (history.length === 0) return html`<p class="empty">No events.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col" class="narrow">Time</th><th scope="col">Event</th><th scope="col">Properties</th></tr></thead>
<tbody>${history.map(
    ({ time, name, body }) =>
      html`<tr><td>${moment(time)}</td><th scope="row">${name}</th><td>${properties(body)}</td></tr>`,
  )}</tbody></table></div>`;
}

function properties(body: string): Html | false {
  const { properties } = JSON.parse(body) as { properties?: Record<string, unknown> | null };
  const names = Object.keys(properties ?? {});
  if (names.length === 0) return false;
  return html`<details><summary>${names.join(', ')}</summary><pre>${JSON.stringify(properties, null, 2)}</pre></details>`;
}

function older(view: View, { person }: Profile, history: readonly PastEvent[]): Html | false {
  const last = history.at(-1);
  if (history.length < mostPastEvents || last === undefined) return false;
  const here = personHref(view, person.userId);
  const before = `before=${last.time}.${last.seq}`;
  return html`<p><a href="${here}${here.includes('?') ? '&' : '?'}${before}">Older events</a></p>`;
}
