import type { CallData } from './call.ts';
import { joinedKeyOf, laneKeyOf } from './deliver/lane-key.ts';

/** An id that is joined with more others than this stands for many people ("guest"). */
const most = 100;

/** Texts of all ids that a call bears. */
export function idsIn(call: CallData): string[] {
  const own = [call.userId, call.anonymousId, call.previousId];
  const all = call.type === 'alias' ? [...own, call.from, call.to] : own;
  return all.filter((id) => id !== undefined && id !== null && id !== '').map(String);
}

/** Which ids aliases join. */
export class Joins {
  private readonly joined = new Map<string, Set<string>>();

  /** Notes what a call joins; only aliases do. */
  add(call: CallData): void {
    const other = joinedKeyOf(call);
    if (other === undefined) return;
    this.join(laneKeyOf(call), other);
    this.join(other, laneKeyOf(call));
  }

  /** The id with all that are joined to it, also through others, but not through those that stand for many people. */
  around(id: string): { ids: string[]; shared: string[] } {
    const ids = new Set([id]);
    const shared = new Set<string>();
    for (const one of ids) {
      const others = this.joined.get(one) ?? [];
      // What is shared itself is erased when asked for, alone.
      if (this.isShared(one)) continue;
      for (const other of others) (this.isShared(other) ? shared : ids).add(other);
    }
    return { ids: [...ids], shared: [...shared] };
  }

  private isShared(id: string): boolean {
    return (this.joined.get(id)?.size ?? 0) > most;
  }

  private join(one: string, other: string): void {
    const known = this.joined.get(one);
    if (known) known.add(other);
    else this.joined.set(one, new Set([other]));
  }
}

/** True when text that was kept of a call bears one of the ids, as text or as a number of JSON. */
export function bearsOneOf(ids: readonly string[], text: string): boolean {
  return ids.some((id) => text.includes(JSON.stringify(id)) || (/^-?\d+$/.test(id) && hasNumber(text, id)));
}

function hasNumber(text: string, digits: string): boolean {
  return new RegExp(`(?<![\\d."])${digits}(?![\\d."])`).test(text);
}
