/**
 * A constructor of plain objects that have room for these members. Made from a literal, an object has room for the
 * members that stand in it; each that is added behind them needs more room, which costs as much as the object.
 */
export function roomFor(names: readonly string[]): new () => Record<string, unknown> {
  function Room() {}
  Room.prototype = Object.prototype;
  const made = Room as unknown as new () => Record<string, unknown>;
  // JavaScript engines look at the first few objects of a constructor to see how much room theirs need.
  for (let count = 0; count < 8; count++) {
    const object = new made();
    for (const name of names) if (name !== '__proto__') object[name] = undefined;
  }
  return made;
}
