import type { Severity } from './diagnostic.ts';

/** How the parts of a frame are coloured. */
export type Paint = Readonly<Record<Severity | 'frame' | 'bold', (text: string) => string>>;

const ansi = (style: string) => (text: string) => `\u001b[${style}m${text}\u001b[0m`;

export const coloured: Paint = {
  error: ansi('1;31'),
  warning: ansi('1;33'),
  info: ansi('1;36'),
  frame: ansi('34'),
  bold: ansi('1'),
};

const asItIs = (text: string) => text;

export const plain: Paint = { error: asItIs, warning: asItIs, info: asItIs, frame: asItIs, bold: asItIs };
