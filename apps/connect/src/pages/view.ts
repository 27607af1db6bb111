import { href } from '@crosswalk/pages';
import type { Environment } from '../store/environments.ts';

/** Whose data a page shows, and how its links stay there. */
export interface View {
  readonly environment: Environment;
  readonly environments: readonly Environment[];
  /** An address inside the pages: the path with these parameters, empty ones left out, in the same environment. */
  href(path: string, parameters?: Readonly<Record<string, string>>): string;
}

/** The view of one environment; the first one needs no mention in addresses. */
export function viewOf(environments: readonly Environment[], environment: Environment): View {
  const own = environment === environments[0] ? '' : environment.name;
  return {
    environment,
    environments,
    href(path, parameters = {}) {
      return href(path, { ...parameters, environment: own });
    },
  };
}

/** The address of a person's page. */
export function personHref(view: View, userId: string): string {
  return view.href(`/people/${encodeURIComponent(userId)}`);
}
