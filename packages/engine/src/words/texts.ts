/** The texts among arguments that may each be a text, a list of texts, or missing. */
export function textsIn(args: readonly unknown[]): string[] {
  const texts: string[] = [];
  for (const arg of args) {
    if (typeof arg === 'string') texts.push(arg);
    else if (Array.isArray(arg)) for (const inner of arg) if (typeof inner === 'string') texts.push(inner);
  }
  return texts;
}

/** How to ask whether a text is among these. A list is quicker than a set as long as it is short. */
export function membership(texts: readonly string[]): (text: string) => boolean {
  if (texts.length <= 8) return (text) => texts.includes(text);
  const set = new Set(texts);
  return (text) => set.has(text);
}
