import type { Delivery } from '@crosswalk/delivery';
import { type Html, html } from '@crosswalk/pages';

const looks: Readonly<Record<Delivery['state'], string>> = {
  waiting: 'badge',
  'in flight': 'badge',
  delivered: 'badge accepted',
  skipped: 'badge',
  dead: 'badge refused',
};

/** The state of a delivery, in its colour. */
export function stateBadge(state: Delivery['state']): Html {
  return html`<span class="${looks[state]}">${state[0]!.toUpperCase()}${state.slice(1)}</span>`;
}
