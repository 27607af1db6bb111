/** Names a value for a message by its kind and size, never by its content: it may be a person's. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${counted(value.length, 'item')}`;
  switch (typeof value) {
    case 'string':
      return `text, ${counted(value.length, 'character')}`;
    case 'number':
      return Number.isNaN(value) ? 'not-a-number' : Number.isFinite(value) ? 'a number' : 'a number out of range';
    case 'boolean':
      return 'a boolean';
    case 'function':
      return 'a function';
    case 'object':
      return `an object with ${counted(Object.keys(value).length, 'key')}`;
    default:
      return `a ${typeof value}`;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
