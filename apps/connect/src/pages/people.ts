import { type Html, html, moment, number } from '@crosswalk/pages';
import type { Person } from '../domain/person.ts';
import type { Listed } from '../store/directory.ts';
import { layout } from './layout.ts';
import { personHref, type View } from './view.ts';

/** People on one page of the list. */
export const mostPeople = 100;

export interface PeoplePage {
  readonly people: readonly Listed[];
  readonly total: number;
  /** The text searched for. */
  readonly text: string;
}

/** The list of people. */
export function peoplePage(view: View, { people, total, text }: PeoplePage): string {
  const oldest = people.length === mostPeople && people.at(-1)?.number;
  const environment = view.environment === view.environments[0] ? '' : view.environment.name;
  return layout(view, {
    title: 'People',
    section: 'People',
    content: html`
<div class="head"><h1>People</h1><p class="quiet">${number(total)} in all</p></div>
<div class="tools"><form class="inline" method="get" action="/people" role="search">
${environment !== '' && html`<input type="hidden" name="environment" value="${environment}">`}
<label for="q">Search people</label>
<input id="q" name="q" type="search" value="${text}" placeholder="Id, name, e-mail or phone number">
<button>Search</button>
</form></div>
${people.length === 0 ? nothing(text) : table(view, people)}
${typeof oldest === 'number' && html`<p><a href="${view.href('/people', { q: text, before: String(oldest) })}">More people</a></p>`}`,
  });
}

function nothing(text: string): Html {
  if (text !== '') return html`<p class="empty">Nobody found.</p>`;
  return html`<p class="empty">Nobody is known yet. People show up with the first call about them.</p>`;
}

function table(view: View, people: readonly Listed[]): Html {
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Id</th><th scope="col">Name</th><th scope="col">E-mail</th><th scope="col">Phone number</th>
<th scope="col">First met</th></tr></thead>
<tbody>${people.map(({ person }) => {
    const { email, phone_number: phone } = person.fields;
    return html`<tr><th scope="row"><a href="${personHref(view, person.userId)}">${person.userId}</a></th><td>${nameOf(person)}</td>
<td>${email ?? ''}</td><td>${phone ?? ''}</td><td>${moment(person.createdAt)}</td></tr>
`;
  })}</tbody>
</table></div>`;
}

/** First and last name as far as they are known, else the empty text. */
export function nameOf({ fields }: Person): string {
  return [fields.first_name, fields.last_name].filter((name) => name !== null).join(' ');
}
