import { suggest } from '@crosswalk/diagnostics';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { YamlFile } from '../reading/document.ts';
import type { Findings } from '../reading/source.ts';
import { brokenFlowMap } from '../reading/traps.ts';
import { accepts } from './accepts.ts';
import mappingSchema from './mapping.schema.json' with { type: 'json' };

/** The kinds of files whose form mapping.schema.json holds. */
export type FileKind = 'destination' | 'rule' | 'cases';

/**
 * Tells `findings` what has not the form of the file's kind (M102, M103, M104, M115). True when the file can be read on all the
 * same, so that all mistakes of a file are found at once.
 */
export function hasShape(kind: FileKind, yaml: YamlFile, findings: Findings): boolean {
  let check = checks.get(kind);
  if (!check) {
    check = shapeCheck(mappingSchema, `#/definitions/${kind}`);
    checks.set(kind, check);
  }
  return check(yaml, findings);
}

/** True when a file has the shape, or nearly so that it can be read on; `findings` say what has not. */
export type ShapeCheck = (yaml: YamlFile, findings: Findings) => boolean;

const checks = new Map<FileKind, ShapeCheck>();

/**
 * A check of files by a part of a JSON Schema that has an `$id`. `patternErrorMessage`, which editors know too, beside a
 * `pattern` is what is said where it does not hold.
 */
export function shapeCheck(
  schema: { readonly $id: string; readonly [keyword: string]: unknown },
  part = '#',
): ShapeCheck {
  let validate: ValidateFunction | undefined;
  return (yaml, findings) => {
    const { value } = yaml;
    if (accepts({ $ref: part }, value, schema)) return true;
    const options = { allErrors: true, verbose: true, strict: false, strictNumbers: true, logger: false } as const;
    validate ??= new Ajv({ ...options, validateSchema: false, schemas: [schema] }).compile({
      $ref: `${schema.$id}${part}`,
    });
    if (validate(value)) return true;
    const errors = validate.errors ?? [];
    for (const error of errors) report(error, yaml, findings);
    return errors.every(canBeReadOn);
  };
}

/** A key too many, a missing expression, or a wrong kind of value in the place of one leave the rest of a file readable. */
function canBeReadOn({ keyword, instancePath, params }: ErrorObject): boolean {
  if (keyword === 'if') return true;
  // A key that is a piece of an expression shows that its neighbours are pieces too.
  if (keyword === 'additionalProperties') return !/[()[\]{}]/.test(params.additionalProperty);
  if (keyword === 'required') return ['rule', 'when', 'is'].includes(params.missingProperty);
  return keyword === 'type' && /^\/(?:when$|(?:fields|check|let)\/)/.test(instancePath);
}

function report(error: ErrorObject, yaml: YamlFile, findings: Findings): void {
  const path = pathOf(error.instancePath, yaml);
  const where = whereIn(path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      if (brokenFlowMap(yaml, yaml.node(path), key, findings)) break;
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      const near = suggest(key, known);
      findings.error('M102', `no key named ${key} is known ${where}`, yaml.keyPlace([...path, key]), {
        ...(near ? { suggestion: near } : {}),
        notes: [`keys you may use: ${known.join(', ')}`],
      });
      break;
    }
    case 'required':
    case 'dependencies': {
      const key = String(error.params.missingProperty);
      findings.error('M103', `the key ${key} is missing ${where}`, startOf(yaml, path), {
        said: `${key} belongs here`,
      });
      break;
    }
    case 'pattern':
      findings.error('M115', patternMessage(error), placeOfValue(error, yaml, path));
      break;
    case 'enum':
    case 'const': {
      const choices = (
        error.keyword === 'enum' ? error.params.allowedValues : [error.params.allowedValue]
      ) as unknown[];
      findings.error('M104', `${choices.join(', ')} may stand here`, yaml.place(path));
      break;
    }
    case 'type':
      findings.error(
        'M104',
        `${wanted(error.schema)} is wanted here, ${found(error.data)} was found`,
        yaml.place(path),
      );
      break;
    case 'oneOf':
      findings.error('M311', 'a case has one of sends, skips and rejects', startOf(yaml, path));
      break;
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      findings.error('M104', 'there is nothing in it', yaml.place(path));
      break;
    case 'if':
    case 'propertyNames':
      break; // What is wrong stands in another error.
    default:
      findings.error('M104', error.message ?? 'another value is wanted here', yaml.place(path));
  }
}

/** `in settings`, `in entry 2 of sources`. */
function whereIn(path: readonly (string | number)[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'here';
  if (typeof last === 'string') return `in ${last}`;
  return `in entry ${last + 1}${path.length > 1 ? ` of ${path.at(-2)}` : ''}`;
}

/** A missing key is best shown at the beginning of what misses it, not all over it. */
function startOf(yaml: YamlFile, path: readonly (string | number)[]) {
  const place = path.length > 0 && typeof path.at(-1) === 'string' ? yaml.keyPlace(path) : yaml.place(path);
  const lineEnd = yaml.text.indexOf('\n', place.start);
  return lineEnd === -1 || lineEnd > place.end ? place : { ...place, end: Math.max(place.start + 1, lineEnd) };
}

function placeOfValue(error: ErrorObject, yaml: YamlFile, path: readonly (string | number)[]) {
  return error.propertyName === undefined ? yaml.place(path) : yaml.keyPlace([...path, error.propertyName]);
}

function patternMessage(error: ErrorObject): string {
  if (error.parentSchema?.patternErrorMessage) return String(error.parentSchema.patternErrorMessage);
  return String(error.schema).startsWith('^(GET')
    ? 'a request is a method and a path, such as POST /v2/identify'
    : 'a name begins with a letter; letters, digits, _ and - may follow';
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

function wanted(schema: unknown): string {
  const types = (Array.isArray(schema) ? schema : [schema]).map(String);
  const isExpression = types.includes('string') && types.includes('boolean');
  if (isExpression) return types.includes('object') ? 'an expression, a list or a map' : 'an expression';
  return types.map((type) => kindNames[type] ?? type).join(' or ');
}

function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return kindNames[typeof value] ?? typeof value;
}

function pathOf(pointer: string, yaml: YamlFile): (string | number)[] {
  let value: unknown = yaml.value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Record<string | number, unknown>)?.[step];
      return step;
    });
}
