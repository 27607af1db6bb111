import { styleText } from 'node:util';

/** Styles for text, which do nothing where colours are off. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export function painter(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

/** `3 cases`, `1 case`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A value as JSON on one line, with nothing in it that could steer a terminal; `nothing` for what is not there. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'nothing');
  return text.replace(
    /\p{Cc}|\p{Bidi_Control}/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
