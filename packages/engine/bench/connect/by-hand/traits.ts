import { isObject } from './values.ts';

/** The traits of a call, found in any spelling: each key is normalised once, by a regular expression. */
export class Traits {
  readonly given: Record<string, unknown>;
  private readonly spellings = new Map<string, string>();

  constructor(traits: unknown) {
    this.given = isObject(traits) ? traits : {};
    for (const key of Object.keys(this.given)) {
      const name = normalised(key);
      if (name !== '' && !this.spellings.has(name)) this.spellings.set(name, key);
    }
  }

  /** The key that spells the name: the exact one first. */
  spelling(name: string): string | undefined {
    return Object.hasOwn(this.given, name) ? name : this.spellings.get(normalised(name));
  }

  get(name: string): unknown {
    const key = this.spelling(name);
    return key === undefined ? undefined : this.given[key];
  }

  /** All but some keys, and any spelling of some names. */
  without(keys: readonly (string | undefined)[], names: readonly string[]): Record<string, unknown> {
    const rest: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.given)) {
      if (!keys.includes(key) && !names.includes(normalised(key))) rest[key] = value;
    }
    return rest;
  }
}

const normalised = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');
