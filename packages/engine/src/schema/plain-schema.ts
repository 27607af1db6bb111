/**
 * Whether this is for certain a JSON Schema, of the keywords that schemas of bodies and settings commonly have. Most are, and
 * then the library, which takes longer to get ready than everything else together, need not judge them.
 */
export function isPlainSchema(value: unknown): boolean {
  if (!isMap(value)) return false;
  return Object.entries(value).every(
    ([keyword, given]) => Object.hasOwn(keywords, keyword) && keywords[keyword]!(given),
  );
}

const draft = 'http://json-schema.org/draft-07/schema';

type Test = (given: unknown) => boolean;

const isText: Test = (given) => typeof given === 'string';
const isFlag: Test = (given) => typeof given === 'boolean';
const isNumber: Test = (given) => typeof given === 'number';
const isCount: Test = (given) => Number.isInteger(given) && Number(given) >= 0;
const isList: Test = (given) => Array.isArray(given);
const isAnything: Test = () => true;
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const isType: Test = (given) => types.includes(given as string);

const keywords: Readonly<Record<string, Test>> = {
  $schema: (given) => given === draft || given === `${draft}#`,
  $comment: isText,
  title: isText,
  description: isText,
  default: isAnything,
  examples: isList,
  readOnly: isFlag,
  writeOnly: isFlag,
  type: (given) => isType(given) || (isFilled(given) && isDistinct(given) && given.every(isType)),
  const: isAnything,
  enum: (given) => isFilled(given) && isDistinct(given),
  minLength: isCount,
  maxLength: isCount,
  minimum: isNumber,
  maximum: isNumber,
  pattern: (given) => isText(given) && isRegex(given as string),
  items: isPlainSchema,
  // The library takes no name with half a character.
  properties: (given) =>
    isMap(given) && Object.entries(given).every(([name, of]) => name.isWellFormed() && isPlainSchema(of)),
  additionalProperties: (given) => isFlag(given) || isPlainSchema(given),
  required: (given) => Array.isArray(given) && given.every(isText) && isDistinct(given),
};

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isFilled = (given: unknown): given is unknown[] => Array.isArray(given) && given.length > 0;

/** Of lists of scalars; what holds objects is left to the library. */
const isDistinct = (given: readonly unknown[]) =>
  new Set(given).size === given.length && !given.some((item) => typeof item === 'object' && item !== null);

function isRegex(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
