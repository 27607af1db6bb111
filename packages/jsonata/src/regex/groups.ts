/** The capturing groups of a pattern: how many, and the numbers that each name stands for. */
export interface Groups {
  readonly count: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** Counts the groups of a valid pattern before it is parsed: a back-reference may point to a group that comes later. */
export function findGroups(source: string): Groups {
  const names = new Map<string, number[]>();
  let count = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') {
      const name = groupName(source, at + 1);
      if (source.charAt(at + 1) !== '?' || name !== undefined) count++;
      if (name !== undefined) names.set(name, [...(names.get(name) ?? []), count]);
    }
  }
  return { count, names };
}

/** The name in "?<name>" at this place; undefined for anything else, also for "?<=" and "?<!". */
function groupName(source: string, at: number): string | undefined {
  if (!source.startsWith('?<', at) || '=!'.includes(source.charAt(at + 2))) return undefined;
  return plainName(source.slice(at + 2, source.indexOf('>', at)));
}

/** A name with its escapes \uXXXX and \u{X} read. */
export function plainName(name: string): string {
  return name.replace(/\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))/g, (_, point?: string, unit?: string) =>
    String.fromCodePoint(Number.parseInt(point ?? unit ?? '0', 16)),
  );
}
