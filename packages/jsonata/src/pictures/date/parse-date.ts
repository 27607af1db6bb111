import { type Budget, spend } from '../../budget.ts';
import { dateFromComponents } from './from-components.ts';
import { parseIsoDate } from './iso.ts';
import { dateReader } from './reader.ts';

/**
 * Reads a moment, in milliseconds since 1970 UTC, as `fromMillis` writes it: by a date picture, or without one ISO 8601. A
 * text without a zone is UTC. Parts of the date that the picture lacks are taken from `now`. Undefined for a text that is
 * not as the picture says. Throws D3110 for a text that is not ISO 8601, D3130 to D3136 for a picture that can't be
 * used.
 */
export function toMillis(text: string, picture: string | undefined, now: number, budget: Budget): number | undefined {
  spend(budget, 6 + Math.floor(text.length / 16));
  if (picture === undefined) return parseIsoDate(text);
  const { pattern, pieces } = dateReader(picture);
  spend(budget, 20 + 8 * pieces.length + Math.floor(text.length / 2));
  const found = pattern.exec(text, 0, budget);
  if (found === undefined) return undefined;
  const components = new Map<string, number | undefined>();
  pieces.forEach(({ component, read }, index) => {
    if (component !== undefined && read) components.set(component, read(found.groups[index] ?? ''));
  });
  if (components.size === 0) return undefined;
  const millis = dateFromComponents(components, new Date(now));
  return Number.isNaN(millis) ? undefined : millis;
}
