import { allowText, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import type { Run } from './run.ts';

type Text = string | undefined;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((character, value) => [character, value]));
values.set('-', 62);
values.set('_', 63);

/** Base 64 of the text's characters as bytes (Latin-1; of others the low byte). */
export function base64encode(run: Run, text: Text): Text {
  if (text === undefined) return undefined;
  allowText(run.budget, Math.ceil(text.length / 3) * 4);
  spendText(run.budget, text, 2);
  // Pieces that are joined at the end: a text that grows piece by piece takes twenty times the memory.
  const encoded: string[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const first = text.charCodeAt(at) & 255;
    const second = text.charCodeAt(at + 1) & 255;
    const third = text.charCodeAt(at + 2) & 255;
    encoded.push(
      alphabet[first >> 2]!,
      alphabet[((first & 3) << 4) | (second >> 4)]!,
      at + 1 < text.length ? alphabet[((second & 15) << 2) | (third >> 6)]! : '=',
      at + 2 < text.length ? alphabet[third & 63]! : '=',
    );
  }
  return encoded.join('');
}

/** The bytes of base 64 as characters (Latin-1). What is no base 64 is passed over, padding ends it. */
export function base64decode(run: Run, text: Text): Text {
  if (text === undefined) return undefined;
  spendText(run.budget, text, 1);
  const decoded: string[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = values.get(character);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      decoded.push(String.fromCharCode((bits >> count) & 255));
    }
  }
  return decoded.join('');
}

export function encodeUrlComponent(run: Run, text: Text): Text {
  return coded(run, text, encodeURIComponent, 'encodeUrlComponent');
}

export function encodeUrl(run: Run, text: Text): Text {
  return coded(run, text, encodeURI, 'encodeUrl');
}

export function decodeUrlComponent(run: Run, text: Text): Text {
  return coded(run, text, decodeURIComponent, 'decodeUrlComponent');
}

export function decodeUrl(run: Run, text: Text): Text {
  return coded(run, text, decodeURI, 'decodeUrl');
}

function coded(run: Run, text: Text, code: (text: string) => string, name: string): Text {
  if (text === undefined) return undefined;
  spendText(run.budget, text, 8);
  let result: string;
  try {
    result = code(text);
  } catch {
    throw new JsonataError('D3140', `Malformed URL passed to $${name}(): ${JSON.stringify(text)}`, {
      value: text,
      functionName: name,
    });
  }
  allowText(run.budget, result.length);
  return result;
}
