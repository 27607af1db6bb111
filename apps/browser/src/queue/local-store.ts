import type { Store } from './area.ts';

/** The page's localStorage; where that is forbidden or full, what stands in for it is gone with the page. */
export function localStore(): Store {
  try {
    const probe = 'crosswalk?';
    localStorage.setItem(probe, '');
    localStorage.removeItem(probe);
    return {
      keys: () => Object.keys(localStorage),
      get: (key) => localStorage.getItem(key)!,
      set: (key, value) => localStorage.setItem(key, value),
      delete: (key) => localStorage.removeItem(key),
    };
  } catch {
    return memoryStore();
  }
}

function memoryStore(): Store {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: (key) => kept.get(key)!,
    set: (key, value) => void kept.set(key, value),
    delete: (key) => void kept.delete(key),
  };
}
