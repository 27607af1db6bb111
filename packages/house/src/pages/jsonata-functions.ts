/** A function's name without the dollar sign, and a line about it. */
export type FunctionNote = readonly [name: string, note: string];

/** JSONata's functions that a mapping may call, by kind, with what they give. */
export const jsonataFunctions: Readonly<Record<string, readonly FunctionNote[]>> = {
  Text: [
    ['string', 'the value as text; an object or array as JSON'],
    ['length', 'how many characters it has'],
    ['substring', 'a part of it, counted from 0; a negative start counts from the end'],
    ['substringBefore', 'what stands before the first such mark; all of it when there is none'],
    ['substringAfter', 'what stands after the first such mark; all of it when there is none'],
    ['uppercase', 'in capitals'],
    ['lowercase', 'in small letters'],
    ['trim', 'without blanks around it, runs of blanks as one'],
    ['pad', 'filled up on the right, or on the left when the width is negative'],
    ['contains', 'true when the text or regular expression occurs in it'],
    ['split', 'an array of the parts between separators'],
    ['join', 'the texts in one'],
    ['match', 'what the regular expression matched: `match`, `index`, `groups`'],
    ['replace', 'with every match replaced by a text or by what a function gives'],
    ['base64encode', 'in Base64'],
    ['base64decode', 'what a Base64 text stands for'],
    ['encodeUrlComponent', 'fit to be a part of a URL'],
    ['encodeUrl', 'fit to be a URL'],
    ['decodeUrlComponent', 'a part of a URL as it was before'],
    ['decodeUrl', 'a URL as it was before'],
  ],
  Numbers: [
    ['number', 'the number that a text writes; 1 and 0 for true and false'],
    ['abs', 'without its sign'],
    ['floor', 'rounded down'],
    ['ceil', 'rounded up'],
    ['round', 'rounded to so many decimal digits; a half goes to the even neighbour'],
    ['power', 'the power'],
    ['sqrt', 'the square root'],
    ['formatNumber', 'as text by a picture such as `#,##0.00`'],
    ['formatBase', 'as text to a base from 2 to 36'],
    ['formatInteger', 'as text by a picture such as `w` (words) or `I` (Roman)'],
    ['parseInteger', 'the number that was written by such a picture'],
    ['sum', 'the sum'],
    ['max', 'the greatest'],
    ['min', 'the least'],
    ['average', 'the mean'],
  ],
  'True and false': [
    ['boolean', 'false for nothing, null, 0, empty text, empty objects, arrays without a true item'],
    ['not', 'the opposite'],
    ['exists', 'true when it is there at all; null is'],
  ],
  Arrays: [
    ['count', 'how many items; 1 for a lone value, 0 for nothing'],
    ['append', 'the items of both'],
    ['sort', 'in order; the function says whether its first argument goes after its second'],
    ['reverse', 'backwards'],
    ['distinct', 'each value once'],
    ['zip', 'first items together, second items together ...'],
  ],
  Objects: [
    ['keys', 'its names'],
    ['lookup', 'the value under a name'],
    ['spread', 'an array of objects with one name each'],
    ['merge', 'all in one; later ones win'],
    ['each', 'what the function gives for each value and name'],
    ['sift', 'only the pairs that the function holds true'],
    ['clone', 'a copy of its own'],
    ['type', '`null`, `number`, `string`, `boolean`, `array`, `object` or `function`'],
    ['error', 'fails with the message'],
    ['assert', 'fails with the message unless the condition holds'],
  ],
  'Functions over values': [
    ['map', 'what the function gives for each item'],
    ['filter', 'the items that the function holds true'],
    ['single', 'the one item that the function holds true; fails when there are none or several'],
    ['reduce', 'all items folded into one value'],
  ],
  'Date and time': [
    ['now', 'the told time as text, ISO 8601 or by a picture'],
    ['millis', 'the told time in milliseconds since 1970'],
    ['fromMillis', 'a time as text'],
    ['toMillis', 'the milliseconds that a text stands for'],
  ],
};

/** JSONata's functions that are load errors in a mapping, with the reason. */
export const refused: readonly FunctionNote[] = [
  ['eval', 'text would become code'],
  ['random', 'a retry would give another request; derive a value from `messageId` instead'],
  ['shuffle', 'a retry would give another request'],
];
