import { JsonataError } from '../../error.ts';
import { analysed } from '../analysed.ts';
import { type IntegerFormat, integerPicture, type LetterCase } from '../integer/picture.ts';
import { unknownComponent } from '../refusals.ts';

/** A date picture is a row of texts and markers (XPath F&O 9.8.4): "[D1o] of [MNn]" is a marker, a text, a marker. */
export type DatePart = { readonly kind: 'text'; readonly text: string } | DateMarker;

export interface DateMarker {
  readonly kind: 'marker';
  /** The letter of what is shown: Y year, M month, D day, H hour ... */
  readonly component: string;
  /** Set when a name is written, or a name's letter case asked for. */
  readonly names?: LetterCase;
  readonly integer?: IntegerFormat;
  /** The width modifier: at least so many digits, at most so many letters of a name. */
  readonly least?: number;
  readonly most?: number;
  /** How many of a year's last digits are written; undefined for all. */
  readonly yearDigits?: number;
  /** Exactly so many digits are read, because another number follows at once. */
  readonly readWidth?: number;
  /** The modifier "t": no offset from UTC is written "Z". */
  readonly zulu: boolean;
}

/** The presentation of each component when its marker names none. */
const DEFAULT_PRESENTATION: ReadonlyMap<string, string> = new Map([
  ...Array.from('YMDdWwXxHhf', (component) => [component, '1'] as const),
  ...Array.from('FPCE', (component) => [component, 'n'] as const),
  ...Array.from('ms', (component) => [component, '01'] as const),
  ...Array.from('Zz', (component) => [component, '01:01'] as const),
]);

const INTEGER_COMPONENTS = new Set('YMDdFWwXxHhmsf');
const ZONE_COMPONENTS = new Set('Zz');
const SECOND_MODIFIERS = new Set('atco');

/**
 * Reads a date picture. Throws D3135 for a marker without its "]", D3132 for one that names no component, D3131 for
 * digits of two scripts.
 */
export const datePicture: (picture: string) => readonly DatePart[] = analysed((picture) => {
  const parts: DatePart[] = [];
  const addText = (text: string): void => {
    if (text !== '') parts.push({ kind: 'text', text });
  };
  let at = 0;
  while (at < picture.length) {
    const open = picture.indexOf('[', at);
    if (open === -1) break;
    addText(picture.slice(at, open).replaceAll(']]', ']'));
    if (picture.charAt(open + 1) === '[') {
      addText('[');
      at = open + 2;
      continue;
    }
    const close = picture.indexOf(']', open);
    if (close === -1) {
      throw new JsonataError('D3135', `a marker of a date picture ends with "]", the one at ${open} has none`);
    }
    const marker = dateMarker(picture.slice(open + 1, close).replace(/\s/g, ''));
    const previous = parts.at(-1);
    if (INTEGER_COMPONENTS.has(marker.component) && marker.names === undefined && previous?.kind === 'marker') {
      const width = previous.integer?.kind === 'digits' ? previous.integer.mandatory : 0;
      if (width > 0) parts[parts.length - 1] = { ...previous, readWidth: width };
    }
    parts.push(marker);
    at = close + 1;
  }
  addText(picture.slice(at).replaceAll(']]', ']'));
  return parts;
});

/** Reads what stands between the brackets: a component, its presentation, a second modifier, a width. */
function dateMarker(text: string): DateMarker {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(',');
  const width = comma === -1 ? {} : widthOf(text.slice(comma + 1));
  const given = comma === -1 ? text.slice(1) : text.substring(1, comma);
  const second = given.length > 1 && SECOND_MODIFIERS.has(given.slice(-1)) ? given.slice(-1) : '';
  const first = given === '' ? DEFAULT_PRESENTATION.get(component) : given.slice(0, given.length - second.length);
  if (first === undefined) throw unknownComponent(component);

  const marker = { kind: 'marker', component, zulu: second === 't', ...width } as const;
  const names = namesCase(first);
  if (ZONE_COMPONENTS.has(component)) {
    return { ...marker, ...(names && { names }), integer: integerPicture(first) };
  }
  if (names !== undefined) return { ...marker, names };
  if (!INTEGER_COMPONENTS.has(component)) return marker;
  const integer = atLeast(integerPicture(second === '' ? first : `${first};${second}`), width.least);
  return component === 'Y' ? { ...marker, ...yearOf(integer, width.most) } : { ...marker, integer };
}

function namesCase(presentation: string): LetterCase | undefined {
  if (presentation.startsWith('n')) return 'lower';
  if (presentation.startsWith('Nn')) return 'title';
  return presentation.startsWith('N') ? 'upper' : undefined;
}

/** A width is "least" or "least-most", where "*" leaves it open. */
function widthOf(text: string): { least?: number; most?: number } {
  const dash = text.indexOf('-');
  const least = Number.parseInt(dash === -1 ? text : text.slice(0, dash), 10);
  const most = dash === -1 ? Number.NaN : Number.parseInt(text.slice(dash + 1), 10);
  return { ...(!Number.isNaN(least) && { least }), ...(!Number.isNaN(most) && { most }) };
}

function atLeast(format: IntegerFormat, least: number | undefined): IntegerFormat {
  return format.kind === 'digits' && least !== undefined && format.mandatory < least
    ? { ...format, mandatory: least }
    : format;
}

/** XPath F&O 9.8.4.4: a greatest width, or else a pattern of two digits and more, cuts the year to its last digits. */
function yearOf(format: IntegerFormat, most: number | undefined): { integer: IntegerFormat; yearDigits?: number } {
  if (most !== undefined) {
    return { integer: format.kind === 'digits' ? { ...format, mandatory: most } : format, yearDigits: most };
  }
  const places = format.kind === 'digits' ? format.mandatory + format.optional : 0;
  return places >= 2 ? { integer: format, yearDigits: places } : { integer: format };
}
