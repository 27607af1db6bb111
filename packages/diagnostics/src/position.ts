/** A place as people count: line and column from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset; an offset beyond the text is its end. */
export function positionAt(text: string, offset: number): Position {
  return positionsIn(text)(offset);
}

/** `positionAt` of one text, for many offsets: the text is gone through once. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const place = Math.min(Math.max(0, offset), text.length);
    let line = 0;
    let beyond = starts.length;
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1;
      if (starts[middle]! <= place) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: place - starts[line]! + 1 };
  };
}
