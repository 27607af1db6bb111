import { suggest } from '@crosswalk/diagnostics';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { YamlFile } from '../reading/document.ts';
import type { Findings } from '../reading/source.ts';
import { brokenFlowMap } from '../reading/traps.ts';
import mappingSchema from './mapping.schema.json' with { type: 'json' };

/** The kinds of files whose form mapping.schema.json holds. */
export type FileKind = 'destination' | 'rule' | 'cases';

/** True when the file has the form of its kind; else `findings` say what has not (M102, M103, M104, M115). */
export function hasShape(kind: FileKind, yaml: YamlFile, findings: Findings): boolean {
  let check = checks.get(kind);
  if (!check) {
    check = shapeCheck({ $ref: `${mappingSchema.$id}#/definitions/${kind}` });
    checks.set(kind, check);
  }
  return check(yaml, findings);
}

/** True when a file has the shape; else `findings` say what has not. */
export type ShapeCheck = (yaml: YamlFile, findings: Findings) => boolean;

const checks = new Map<FileKind, ShapeCheck>();
let ajv: Ajv | undefined;

/**
 * A check of files by a JSON Schema. Compiled at first use: reading files that are all well-formed costs no more than their
 * own kinds. `patternErrorMessage`, which editors know too, beside a `pattern` is what is said where it does not hold.
 */
export function shapeCheck(schema: object): ShapeCheck {
  let validate: ValidateFunction | undefined;
  return (yaml, findings) => {
    ajv ??= new Ajv({
      allErrors: true,
      verbose: true,
      strict: false,
      logger: false,
      validateSchema: false,
      schemas: [mappingSchema],
    });
    validate ??= ajv.compile(schema);
    if (validate(yaml.value)) return true;
    const before = findings.list.length;
    for (const error of validate.errors ?? []) report(error, yaml, findings);
    return findings.list.length === before;
  };
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
    case 'dependentRequired': {
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
