import type { Backlog, Counts, EnvironmentState, Tally } from '@crosswalk/delivery';
import { type Html, href, html, number } from '@crosswalk/pages';
import type { ReplayState } from '../replays.ts';
import { layout } from './layout.ts';
import { replayLine } from './replay-forms.ts';
import { stateBadge } from './states.ts';

export interface Overview {
  readonly counts: Counts;
  readonly environments: readonly EnvironmentState[];
  /** Why the server is not ready. */
  readonly reasons: readonly string[];
  readonly backlog: readonly Backlog[];
  /** Of calls accepted since `from`, in milliseconds since 1970. */
  readonly tallies: readonly Tally[];
  readonly from: number;
  readonly replays: readonly ReplayState[];
}

/** Where everything stands, on one page. */
export function overviewPage(shown: Overview): string {
  return layout({
    title: 'Overview',
    section: 'Overview',
    refresh: 10,
    content: html`
<div class="head"><h1>Overview</h1></div>
${shown.reasons.length > 0 && html`<ul class="plain trouble" role="alert">${shown.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
${figures(shown.counts)}
<h2>Destinations</h2>
${destinations(shown)}
<h2>What became of the calls of the last 24 hours</h2>
${reasons(shown)}
${shown.replays.length > 0 && html`<h2>Replays</h2><ul class="plain">${shown.replays.map((one) => html`<li>${replayLine(one)}</li>`)}</ul>`}`,
  });
}

const labels: Readonly<Record<keyof Counts, string>> = {
  accepted: 'Accepted',
  duplicates: 'Duplicates',
  refused: 'Refused on ingest',
  waiting: 'Waiting',
  inFlight: 'In flight',
  delivered: 'Delivered',
  skipped: 'Skipped',
  dead: 'Dead',
  forgotten: 'Forgotten',
};

function figures(counts: Counts): Html {
  const names = Object.keys(labels) as (keyof Counts)[];
  return html`<dl class="figures">${names.map(
    (name) => html`<div><dt>${labels[name]}</dt><dd>${number(counts[name])}</dd></div>`,
  )}</dl>`;
}

function destinations({ environments, backlog }: Overview): Html {
  if (environments.length === 0) return html`<p class="empty">No source has a destination.</p>`;
  const rows = environments.flatMap(({ outlets, breaker, reason }) =>
    outlets.map((outlet) => ({ ...outlet, breaker, reason })),
  );
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Source</th><th scope="col">Destination</th><th scope="col">State</th>
<th scope="col" class="number">To deliver</th><th scope="col" class="number">Oldest, seconds</th></tr></thead>
<tbody>${rows.map(({ source, destination, breaker, reason }) => {
    const lag = backlog.find((one) => one.source === source && one.destination === destination);
    return html`<tr><th scope="row"><a href="${href('/calls', { source })}">${source}</a></th><td>${destination}</td>
<td>${breakerBadge(breaker)}${reason !== undefined && html` <span class="reason">${reason}</span>`}</td><td class="number">${number(lag ? lag.waiting + lag.inFlight : 0)}</td>
<td class="number">${((lag?.oldestMs ?? 0) / 1000).toFixed(1)}</td></tr>`;
  })}</tbody></table></div>`;
}

function breakerBadge(breaker: EnvironmentState['breaker']): Html {
  if (breaker === 'closed') return html`<span class="badge accepted">Delivers</span>`;
  if (breaker === 'slow') return html`<span class="badge">Slow: it fails often</span>`;
  return html`<span class="badge refused">Held back</span>`;
}

function reasons({ tallies, from }: Overview): Html {
  const since = new Date(from).toISOString();
  if (tallies.length === 0) return html`<p class="empty">No call came in.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Source</th><th scope="col">Destination</th><th scope="col">State</th><th scope="col">Reason</th>
<th scope="col" class="number">Calls</th></tr></thead>
<tbody>${tallies.map(({ source, destination, state, code, count }) => {
    const there = href(state === 'dead' ? '/dead' : '/calls', { source, destination, code, state, from: since });
    return html`<tr><th scope="row">${source}</th><td>${destination}</td><td>${stateBadge(state)}</td>
<td>${code}</td><td class="number"><a href="${there}">${number(count)}</a></td></tr>`;
  })}</tbody></table></div>`;
}
