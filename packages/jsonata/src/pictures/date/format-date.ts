import { allowText, type Budget, spend } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { writeInteger } from '../integer/format-integer.ts';
import { unknownComponent, unnamed } from '../refusals.ts';
import { dateComponent } from './components.ts';
import { namesOf } from './names.ts';
import { type DateMarker, datePicture } from './picture.ts';
import { type Offset, offsetMillis, parseOffset, UTC, writeOffset } from './timezone.ts';

const ISO_PICTURE = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]';
/** The same picture, for the years 0 to 9999: others are written longer by toISOString. */
const ISO_LENGTH = 24;

/**
 * Writes a moment (milliseconds since 1970 UTC) by a date picture (XPath F&O 9.8.4), at first ISO 8601. `timezone` is an
 * offset such as "+0530". Throws D3130 to D3135 for a picture that can't be used, D3111 for a timezone that is no offset,
 * D1001 for a moment beyond what dates can hold.
 */
export function fromMillis(
  millis: number,
  picture: string | undefined,
  timezone: string | undefined,
  budget: Budget,
): string {
  spend(budget, 6);
  const offset = timezone === undefined ? UTC : parseOffset(timezone);
  const date = new Date(millis + offsetMillis(offset));
  const isDate = !Number.isNaN(date.getTime());
  if (picture === undefined && offset === UTC && isDate) {
    const text = date.toISOString();
    if (text.length === ISO_LENGTH) return text;
  }
  const parts = datePicture(picture ?? ISO_PICTURE);
  if (!isDate) throw new JsonataError('D1001', 'the moment is out of range for a date', { value: millis });
  let text = '';
  spend(budget, 3 * parts.length);
  for (const part of parts) {
    text += part.kind === 'text' ? part.text : written(date, offset, part, budget);
    allowText(budget, text.length);
  }
  return text;
}

function written(date: Date, offset: Offset, marker: DateMarker, budget: Budget): string {
  if (marker.component === 'Z' || marker.component === 'z') return writeOffset(offset, marker, budget);
  const value = dateComponent(date, marker.component);
  if (value === undefined) throw unknownComponent(marker.component);
  if (typeof value === 'string') {
    return marker.component === 'P' && marker.names === 'upper' ? value.toUpperCase() : value;
  }
  if (marker.names !== undefined) return writtenName(value, marker);
  const shown = marker.yearDigits === undefined ? value : value % 10 ** marker.yearDigits;
  return writeInteger(shown, marker.integer!, budget);
}

function writtenName(value: number, marker: DateMarker): string {
  const name = namesOf(marker.component)?.[value - 1];
  if (name === undefined) throw unnamed(marker.component);
  const cased = marker.names === 'title' ? name : marker.names === 'upper' ? name.toUpperCase() : name.toLowerCase();
  return cased.slice(0, marker.most);
}
