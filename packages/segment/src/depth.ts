/**
 * True when objects and arrays lie more than `most` deep in one another (the value itself is the first level).
 * Walks with lists of its own, depth first, so that neither depth nor a ring of references exhausts the stack.
 */
export function isDeeperThan(value: unknown, most: number): boolean {
  const waiting: object[] = [];
  const depths: number[] = [];
  const visit = (inner: unknown, depth: number) => {
    if (typeof inner !== 'object' || inner === null) return;
    waiting.push(inner);
    depths.push(depth);
  };
  visit(value, 1);
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    const depth = depths.pop()!;
    if (depth > most) return true;
    if (Array.isArray(current)) for (let at = 0; at < current.length; at++) visit(current[at], depth + 1);
    // for-in makes no list of the values, and that list would be most of the cost.
    else for (const key in current) visit((current as Record<string, unknown>)[key], depth + 1);
  }
  return false;
}
