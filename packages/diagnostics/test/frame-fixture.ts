import type { Diagnostic, Label } from '@crosswalk/diagnostics';

/** A file of fixtures/frames, as its README describes them. */
export interface FrameFixture {
  readonly diagnostic: Diagnostic;
  readonly sources: Readonly<Record<string, string>>;
  readonly colour: boolean;
  readonly frame: string;
}

export function parseFrameFixture(text: string): FrameFixture {
  const sources: Record<string, string> = {};
  const pairs: Label[] = [];
  let stated: Omit<Diagnostic, 'labels'> & { labels?: Partial<Label>[] } = { code: '', severity: 'error', message: '' };
  let frame = '';
  for (const part of text.split(/^--- /m).slice(1)) {
    const heading = part.slice(0, part.indexOf('\n'));
    const body = part.slice(heading.length + 1).replace(/\n$/, '');
    if (heading === 'diagnostic') stated = JSON.parse(body.replaceAll('␛', '\\u001b'));
    else if (heading === 'frame') frame = body;
    else {
      const file = heading.replace('source ', '');
      sources[file] = takeMarksOut(body, (start, end) => pairs.push({ file, start, end }));
    }
  }
  const labels = stated.labels?.map((label) => ({
    ...('file' in label ? { start: 0, end: 0 } : pairs.shift()),
    ...label,
  }));
  const colour = frame.includes('␛[34m');
  return {
    diagnostic: { ...stated, ...(labels && { labels }) } as Diagnostic,
    sources,
    colour,
    frame: colour ? frame.replaceAll('␛', '\u001b') : frame,
  };
}

function takeMarksOut(text: string, found: (start: number, end: number) => void): string {
  const raw = text.replaceAll('→', '\t').replaceAll('␍', '\r').replaceAll('␛', '\u001b');
  let plain = '';
  let start = 0;
  for (const piece of raw.split(/([⟦⟧])/)) {
    if (piece === '⟦') start = plain.length;
    else if (piece === '⟧') found(start, plain.length);
    else plain += piece;
  }
  return plain;
}
