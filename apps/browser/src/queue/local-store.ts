/** Texts by name: the page's localStorage, or what stands in for it. */
export type Store = Record<string, string>;

/** The page's localStorage; where that is forbidden or full, what stands in for it is gone with the page. */
export function localStore(): Store {
  try {
    const probe = 'crosswalk?';
    localStorage[probe] = '';
    delete localStorage[probe];
    return localStorage;
  } catch {
    return {};
  }
}
