/**
 * True when objects and arrays lie more than `most` deep in one another (the value itself is the first level).
 * Walks with lists of its own, depth first, so that neither depth nor a ring of references exhausts the stack.
 */
export function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const waiting: object[] = [value];
  const depths: number[] = [1];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    const depth = depths.pop()!;
    if (depth > most) return true;
    const values = Array.isArray(current) ? current : Object.values(current);
    for (const inner of values) {
      if (typeof inner !== 'object' || inner === null) continue;
      waiting.push(inner);
      depths.push(depth + 1);
    }
  }
  return false;
}
