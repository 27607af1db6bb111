/** A call with its parameters, and what it gives in one line. */
export type FunctionNote = readonly [call: string, note: string];

/** JSONata's functions that a mapping may call, by kind. */
export const jsonataFunctions: Readonly<Record<string, readonly FunctionNote[]>> = {
  Text: [
    ['$string(value[, prettify])', 'the value as text; an object or array as JSON'],
    ['$length(text)', 'how many characters it has'],
    ['$substring(text, start[, length])', 'a part of it, counted from 0; a negative start counts from the end'],
    ['$substringBefore(text, separator)', 'what stands before the first separator; all of it when there is none'],
    ['$substringAfter(text, separator)', 'what stands after the first separator; all of it when there is none'],
    ['$uppercase(text)', 'in capitals'],
    ['$lowercase(text)', 'in small letters'],
    ['$trim(text)', 'without blanks around it, runs of blanks as one'],
    ['$pad(text, width[, filling])', 'filled up on the right, or on the left when the width is negative'],
    ['$contains(text, pattern)', 'true when the text or regular expression occurs in it'],
    ['$split(text, separator[, most])', 'an array of the parts between separators'],
    ['$join(texts[, separator])', 'the texts in one'],
    ['$match(text, pattern[, most])', 'what the regular expression matched: `match`, `index`, `groups`'],
    ['$replace(text, pattern, replacement[, most])', 'with every match replaced by a text or by what a function gives'],
    ['$base64encode(text)', 'in Base64'],
    ['$base64decode(text)', 'what a Base64 text stands for'],
    ['$encodeUrlComponent(text)', 'fit to be a part of a URL'],
    ['$encodeUrl(text)', 'fit to be a URL'],
    ['$decodeUrlComponent(text)', 'a part of a URL as it was before'],
    ['$decodeUrl(text)', 'a URL as it was before'],
  ],
  Numbers: [
    ['$number(value)', 'the number that a text writes; 1 and 0 for true and false'],
    ['$abs(number)', 'without its sign'],
    ['$floor(number)', 'rounded down'],
    ['$ceil(number)', 'rounded up'],
    ['$round(number[, digits])', 'rounded to so many decimal digits; a half goes to the even neighbour'],
    ['$power(base, exponent)', 'the power'],
    ['$sqrt(number)', 'the square root'],
    ['$formatNumber(number, picture[, options])', 'as text by a picture such as `#,##0.00`'],
    ['$formatBase(number[, radix])', 'as text to a base from 2 to 36'],
    ['$formatInteger(number, picture)', 'as text by a picture such as `w` (words) or `I` (Roman)'],
    ['$parseInteger(text, picture)', 'the number that was written by such a picture'],
    ['$sum(numbers)', 'the sum'],
    ['$max(numbers)', 'the greatest'],
    ['$min(numbers)', 'the least'],
    ['$average(numbers)', 'the mean'],
  ],
  'True and false': [
    ['$boolean(value)', 'false for nothing, null, 0, empty text, empty objects, arrays without a true item'],
    ['$not(value)', 'the opposite'],
    ['$exists(value)', 'true when it is there at all; null is'],
  ],
  Arrays: [
    ['$count(array)', 'how many items; 1 for a lone value, 0 for nothing'],
    ['$append(array, array)', 'the items of both'],
    ['$sort(array[, function])', 'in order; the function says whether its first argument goes after its second'],
    ['$reverse(array)', 'backwards'],
    ['$distinct(array)', 'each value once'],
    ['$zip(array, ...)', 'first items together, second items together ...'],
  ],
  Objects: [
    ['$keys(object)', 'its names'],
    ['$lookup(object, name)', 'the value under a name'],
    ['$spread(object)', 'an array of objects with one name each'],
    ['$merge(objects)', 'all in one; later ones win'],
    ['$each(object, function)', 'what the function gives for each value and name'],
    ['$sift(object[, function])', 'only the pairs that the function holds true'],
    ['$type(value)', '`null`, `number`, `string`, `boolean`, `array`, `object` or `function`'],
    ['$error([message])', 'fails with the message'],
    ['$assert(condition[, message])', 'fails with the message unless the condition holds'],
  ],
  'Functions over values': [
    ['$map(array, function)', 'what the function gives for each item'],
    ['$filter(array, function)', 'the items that the function holds true'],
    ['$single(array[, function])', 'the one item that the function holds true; fails when there are none or several'],
    ['$reduce(array, function[, start])', 'all items folded into one value'],
  ],
  'Date and time': [
    ['$now([picture[, timezone]])', 'the told time as text, ISO 8601 or by a picture'],
    ['$millis()', 'the told time in milliseconds since 1970'],
    ['$fromMillis(milliseconds[, picture[, timezone]])', 'a time as text'],
    ['$toMillis(text[, picture])', 'the milliseconds that a text stands for'],
  ],
};

/** JSONata's functions that are load errors in a mapping. */
export const refused: readonly FunctionNote[] = [
  ['$eval(text)', 'text would become code'],
  ['$random()', 'a retry would give another request; derive a value from `messageId` instead'],
  ['$shuffle(array)', 'a retry would give another request'],
];
