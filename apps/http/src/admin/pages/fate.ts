import type { Attempt, Delivery, Story } from '@crosswalk/delivery';
import { exactMoment, type Html, html } from '@crosswalk/pages';
import { why } from './calls.ts';
import { layout } from './layout.ts';
import { stateBadge } from './states.ts';

/** All that is known of a call: usually of one, as a messageId may come from several sources. */
export function fatePage(messageId: string, stories: readonly Story[]): string {
  return layout({
    title: 'A call',
    section: 'Calls',
    content: html`<div class="head"><h1>Call <code>${messageId}</code></h1></div>
${stories.length === 0 ? html`<p class="empty">No call with this messageId is kept.</p>` : stories.map(story)}`,
  });
}

function story({ source, acceptedAt, call, deliveries }: Story): Html {
  return html`<dl><dt>Source</dt><dd>${source}</dd><dt>Accepted</dt><dd>${exactMoment(acceptedAt)}</dd></dl>
${deliveries.map(fate)}
${deliveries.some(({ state }) => state === 'dead' || state === 'skipped') && againForm(call.messageId)}
<h2>As it came</h2>
${json(call)}`;
}

function fate(delivery: Delivery): Html {
  const { destination, state, fate, attempts, sent } = delivery;
  const version = fate?.status === 'delivered' && fate.version !== '' && html` by mapping ${fate.version}`;
  return html`<h2>To ${destination}</h2>
<p>${stateBadge(state)}${why(delivery)}${version}</p>
${fate?.status === 'dead' && fate.mayHaveArrived === true && html`<p class="note">The last attempt got no answer, so it may have arrived.</p>`}
${sent && html`<h3>The request that was made of it: ${sent.operation}, <code>${sent.deliveryId}</code></h3>${json(sent.body)}`}
${attempts.length === 0 ? html`<p class="empty">It has not been sent.</p>` : attemptsTable(attempts)}`;
}

/** The next step, once the mapping or the settings are mended. */
function againForm(messageId: unknown): Html {
  return html`<form class="inline" method="post" action="/calls/${encodeURIComponent(String(messageId))}/replay">
<button>Deliver it anew</button> <span class="quiet">as the mapping says now</span>
</form>`;
}

const meanings: Readonly<Record<string, string>> = {
  done: 'delivered',
  retry: 'tried again later',
  split: 'the request is at fault',
  hold: 'the destination refuses everything: held back',
  dead: 'refused for good',
};

function attemptsTable(attempts: readonly Attempt[]): Html {
  return html`<h3>Attempts</h3><div class="scroll"><table>
<thead><tr><th scope="col" class="narrow">Answered</th><th scope="col">Answer</th><th scope="col">Which means</th>
<th scope="col">Sent under</th></tr></thead>
<tbody>${attempts.map(
    ({ at, status, error, verdict, deliveryId }) =>
      html`<tr><td>${exactMoment(at)}</td><td>${status ?? error}</td><td>${meanings[verdict] ?? verdict}</td><td><code>${deliveryId}</code></td></tr>`,
  )}</tbody></table></div>`;
}

function json(value: unknown): Html {
  return html`<div class="scroll"><pre>${JSON.stringify(value, null, 2)}</pre></div>`;
}
