import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Field, OperationModel, Value } from '../model/mapping.ts';
import type { YamlFile } from '../reading/document.ts';
import { brokenFlowList } from '../reading/traps.ts';
import { wantedOf } from '../schema/sentences.ts';
import { compileSchema } from '../schema/validator.ts';
import { type Demands, readDemands } from './demands.ts';
import { type Context, expressionFrom, type Reach } from './parser.ts';
import { unknownName } from './unknown-name.ts';

type Path = readonly (string | number)[];

/** The fields (and their checks) that stand under `base` of a rule file: the file's own, or those of one `send`. */
export function readFields(
  context: Context,
  yaml: YamlFile,
  base: Path,
  operation: OperationModel,
  variables: readonly string[],
): Field[] {
  const reader = new FieldsReader(context, yaml, operation, { variables });
  const demands = readDemands(context, yaml, [...base, 'check'], variables);
  const fields = reader.fields([...base, 'fields'], [], demands);
  for (const [field, demand] of demands) {
    if (reader.seen.has(field)) continue;
    unknownName(
      context.findings,
      'M307',
      'field of this rule',
      field,
      [...reader.seen],
      demand.place,
      'fields of this rule',
    );
  }
  missingFields(context, yaml, base, operation, reader.seen);
  return fields;
}

function missingFields(
  context: Context,
  yaml: YamlFile,
  base: Path,
  operation: OperationModel,
  written: ReadonlySet<string>,
): void {
  for (const name of operation.body.schema.required ?? []) {
    if (written.has(name)) continue;
    context.findings.error(
      'M306',
      `the operation ${operation.name} requires the field ${name}, and the rule never gives it`,
      yaml.keyPlace([...base, 'fields']),
      {
        notes: [`its schema: ${operation.body.file}`],
      },
    );
  }
}

class FieldsReader {
  /** Dotted paths of all fields. */
  readonly seen = new Set<string>();
  private readonly context: Context;
  private readonly yaml: YamlFile;
  private readonly operation: OperationModel;
  private readonly reach: Reach;

  constructor(context: Context, yaml: YamlFile, operation: OperationModel, reach: Reach) {
    this.context = context;
    this.yaml = yaml;
    this.operation = operation;
    this.reach = reach;
  }

  fields(at: Path, path: readonly string[], demands: ReadonlyMap<string, Demands>): Field[] {
    const node = this.yaml.node(at);
    if (!isMap(node)) return [];
    return node.items.flatMap((pair) => {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const field = this.field(name, [...path, name], [...at, name], demands);
      return field ? [field] : [];
    });
  }

  private field(
    name: string,
    path: readonly string[],
    at: Path,
    demands: ReadonlyMap<string, Demands>,
  ): Field | undefined {
    const dotted = path.join('.');
    this.seen.add(dotted);
    const { body } = this.operation;
    const place = this.yaml.keyPlace(at);
    if (body.at(path) === undefined) {
      if (body.at(path.slice(0, -1)) !== undefined) {
        unknownName(
          this.context.findings,
          'M302',
          `field of ${this.operation.name}`,
          dotted,
          siblings(body.namesBeside(path), path),
          place,
          `fields of ${this.operation.name}`,
        );
      }
      return undefined;
    }
    const value = this.value(this.yaml.node(at), at, path, demands);
    if (!value) return undefined;
    const demand = demands.get(dotted);
    const inSchema = body.isRequired(path) ? (path.length === 1 ? 'event' : 'parent') : undefined;
    const neededBy = demand?.required === true ? 'event' : inSchema;
    return { name, path, place, value, neededBy, demands: demand?.demands ?? [] };
  }

  private value(
    node: Node | undefined,
    at: Path,
    path: readonly string[],
    demands: ReadonlyMap<string, Demands>,
  ): Value | undefined {
    if (isSeq(node)) return this.list(node, at, path, demands);
    if (isMap(node)) return this.map(node, at, path, demands);
    if (!node) return undefined;
    const expression = expressionFrom(this.context, this.yaml, node, this.reach);
    return expression && { kind: 'expression', expression };
  }

  private list(
    node: Node & { items: unknown[] },
    at: Path,
    path: readonly string[],
    demands: ReadonlyMap<string, Demands>,
  ): Value | undefined {
    if (brokenFlowList(this.yaml, node, this.context.findings)) return undefined;
    const alternatives = node.items.map((_, index) => {
      const place: Path = [...at, index];
      return this.value(this.yaml.node(place), place, path, demands);
    });
    return alternatives.includes(undefined) ? undefined : { kind: 'first', alternatives: alternatives as Value[] };
  }

  private map(node: Node, at: Path, path: readonly string[], demands: ReadonlyMap<string, Demands>): Value | undefined {
    const content = (node as { toJSON(): Record<string, unknown> }).toJSON();
    const part = (key: string) => this.yaml.node([...at, key]);
    const expression = (key: string) => {
      const found = part(key);
      return found && expressionFrom(this.context, this.yaml, found, this.reach);
    };
    if (Object.keys(content).length === 0) return { kind: 'constant', constant: {}, place: this.yaml.placeOf(node) };
    if (Object.hasOwn(content, 'constant')) return this.constant(content.constant, at, path);
    if (Object.hasOwn(content, 'list')) {
      const list = expression('list');
      return list && { kind: 'list', expression: list };
    }
    if (Object.hasOwn(content, 'from')) {
      const from = expression('from');
      return from && { kind: content.empty === 'send' ? 'clearing' : 'expression', expression: from };
    }
    const inner = Object.hasOwn(content, 'fields') ? [...at, 'fields'] : at;
    return { kind: 'fields', fields: this.fields(inner, path, demands) };
  }

  private constant(constant: unknown, at: Path, path: readonly string[]): Value {
    const place = this.yaml.place([...at, 'constant']);
    const schema = this.operation.body.at(path) ?? {};
    const fits = compileSchema(schema);
    const isList = schema.type === 'array' && !Array.isArray(constant);
    if (!fits(isList ? [constant] : constant)) {
      this.context.findings.error(
        'M309',
        `the constant does not fit the field ${path.join('.')}: ${wantedOf(schema)} is wanted`,
        place,
      );
    }
    return { kind: 'constant', constant: isList ? [constant] : constant, place };
  }
}

const siblings = (names: readonly string[], path: readonly string[]) =>
  names.map((name) => [...path.slice(0, -1), name].join('.'));
