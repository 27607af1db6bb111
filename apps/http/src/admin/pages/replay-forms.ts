import { type Html, html, number } from '@crosswalk/pages';
import type { ReplayState } from '../replays.ts';
import type { Asked } from './calls.ts';

const states: Readonly<Record<ReplayState['state'], string>> = {
  running: 'runs',
  done: 'is done',
  aborted: 'was aborted',
  failed: 'has failed',
};

/** How far a replay has come, and the way to end it. */
export function replayLine({ id, state, revived, total, perSecond, fault }: ReplayState): Html {
  return html`<form class="inline" method="post" action="/replays/${id}/abort">
Replay ${id} ${states[state]}: ${number(revived)} of ${number(total)}, ${number(perSecond)} a second at most
${state === 'running' && html`<progress max="${total}" value="${revived}"></progress> <button class="small">Abort</button>`}
${fault !== undefined && html`<span class="fault">${fault}</span>`}
</form>`;
}

/** Delivers anew what the filter shows. Nothing is sent before the count was seen. */
export function replayForm(filters: Asked, count: number): Html | false {
  if (count === 0) return false;
  return html`<form class="inline" method="post" action="/dead/replay">
${Object.entries(filters).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label class="check"><input type="checkbox" name="asMapped" value="yes"> As they were mapped then</label>
<span class="field"><label for="perSecond">Calls a second</label> <input id="perSecond" name="perSecond" value="100" inputmode="numeric" size="6"></span>
<button>Deliver ${number(count)} anew</button>
</form>`;
}
