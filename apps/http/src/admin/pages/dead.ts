import type { Story } from '@crosswalk/delivery';
import { html } from '@crosswalk/pages';
import type { ReplayState } from '../replays.ts';
import { type Asked, callsTable, olderLink, textFields } from './calls.ts';
import { layout } from './layout.ts';
import { replayForm, replayLine } from './replay-forms.ts';

export interface DeadPage {
  readonly asked: Asked;
  readonly stories: readonly Story[];
  /** All that the filter means, on this page or not. */
  readonly count: number;
  readonly replays: readonly ReplayState[];
}

/** Calls that reached no destination, and the way to send them again. */
export function deadPage({ asked, stories, count, replays }: DeadPage): string {
  const { before: _, ...filters } = asked;
  return layout({
    title: 'Dead letters',
    section: 'Dead letters',
    refresh: replays.some(({ state }) => state === 'running') ? 2 : undefined,
    content: html`
<div class="head"><h1>Dead letters</h1></div>
<div class="tools">
<form class="inline" method="get" action="/dead" role="search">${textFields(asked, ['source', 'user', 'event', 'code'])} <button>Filter</button></form>
${replayForm(filters, count)}
</div>
${replays.length > 0 && html`<ul class="plain spaced">${replays.slice(0, 3).map((one) => html`<li>${replayLine(one)}</li>`)}</ul>`}
${callsTable(stories)}
${olderLink('/dead', filters, stories)}`,
  });
}
