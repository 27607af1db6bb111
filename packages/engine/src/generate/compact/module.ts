import { quote } from '@crosswalk/jsonata';
import type { Operation } from '../../contract.ts';
import type { Expression, Field, Mapping, Rule, Value } from '../../model/mapping.ts';
import type { Schema } from '../../schema/schema.ts';
import { wantedOf } from '../../schema/sentences.ts';
import { fitOf, literal } from '../fit.ts';
import { compactExpression, type Known, NotCompact } from './expression.ts';

/**
 * A mapping as an ES module that is as short as can be, for pages: tables and calls where `moduleSource` writes the frequent
 * case in place. It maps the same; messages about arguments of a wrong kind are shorter, and nothing is counted against a
 * budget. Its settings are filled up with defaults and not checked. Undefined when the mapping says something that only the
 * usual module can.
 */
export function compactModule(
  mapping: Mapping,
  version: string,
  operations: Readonly<Record<string, Operation>>,
): string | undefined {
  try {
    return new CompactModule(mapping).write(version, operations);
  } catch (error) {
    if (error instanceof NotCompact) return undefined;
    throw error;
  }
}

class CompactModule {
  private readonly mapping: Mapping;
  private readonly declarations: string[] = [];
  private readonly functions = new Map<string, { code: string; parameters: number }>();
  private readonly fits = new Map<string, string>();
  private readonly used = { jsonata: new Set<string>(), compact: new Set<string>(), words: new Set<string>() };
  private count = 0;

  constructor(mapping: Mapping) {
    this.mapping = mapping;
  }

  write(version: string, operations: Readonly<Record<string, Operation>>): string {
    const { name, names, settings, endpoint, headers, rules, answers } = this.mapping;
    if (answers.length > 0) throw new NotCompact('answers');
    if ([...this.mapping.operations.values()].some(({ wrap }) => wrap)) throw new NotCompact('wrap');
    const request = { deliveryId: 'value' };
    const told = headers.map((header) => `[${quote(header.name)}, ${this.code(header.value, request)}]`);
    const body = [
      `export const operations = ${literal(operations)};`,
      `export const map = mapper([${rules.map((rule) => this.rule(rule)).join(',\n')}]);`,
      `export const pack = packer(operations, ${this.code(endpoint, request)}, [${told.join(', ')}]);`,
    ];
    const defaults = Object.entries(settings.schema.properties ?? {}).flatMap(([key, schema]) =>
      schema.default === undefined ? [] : [[key, schema.default] as const],
    );
    const { jsonata, compact, words } = this.used;
    const imported = (from: ReadonlySet<string>, mark: string) =>
      [...from].map((one) => `${one} as ${mark}${one}`).join(', ');
    return [
      `import { ${imported(jsonata, 'j_')} } from '@crosswalk/jsonata/runtime';`,
      `import { mapper, packer, usualVerdict as judge, ${imported(compact, 'c_')} } from '@crosswalk/engine/compact';`,
      `import { ${imported(words, 'w_')} } from '@crosswalk/engine/runtime/words';`,
      `export const name = ${quote(name)};`,
      `export const version = ${quote(version)};`,
      `export const names = ${literal(names)};`,
      ...this.declarations,
      ...body,
      `export const settings = (given) => ({ settings: { ...${literal(Object.fromEntries(defaults))}, ...given }, diagnostics: [] });`,
      'export { judge };',
      '',
    ].join('\n');
  }

  private rule(rule: Rule): string {
    const lets: Record<string, string> = {};
    const values = rule.lets.map(({ name, value }, index) => {
      const code = this.code(value, lets);
      lets[name] = `r.lets[${index}]`;
      return code;
    });
    const sends = rule.sends.map((send) => {
      const inSchema = Object.keys(send.operation.body.schema.properties ?? {});
      const position = ({ name }: Field) => (inSchema.includes(name) ? inSchema.indexOf(name) : inSchema.length);
      const order = [...send.fields].sort((a, b) => position(a) - position(b)).map(({ name }) => name);
      const { properties, required, type, additionalProperties, ...more } = send.operation.body.schema;
      if (Object.keys(more).some((keyword) => !/^(\$|title|description|examples|default)/.test(keyword))) {
        throw new NotCompact('schema of the whole body');
      }
      const isSame = order.every((name, index) => send.fields[index]!.name === name);
      const fields = send.fields.map((field) => this.field(send.operation.body.at(field.path) ?? {}, field, lets));
      return `{ to: ${quote(send.operation.name)}, ${isSame ? '' : `order: ${literal(order)}, `}fields: [${fields.join(',\n')}] }`;
    });
    const { skip } = rule;
    return `{ ${[
      `name: ${quote(rule.name)}`,
      `when: ${this.code(rule.when, {})}`,
      ...(values.length > 0 ? [`lets: [${values.join(', ')}]`] : []),
      ...(skip ? [`skip: ${skip.when ? this.code(skip.when, lets) : 'true'}`, `reason: ${quote(skip.reason)}`] : []),
      `sends: [${sends.join(', ')}]`,
    ].join(', ')} }`;
  }

  private field(schema: Schema, field: Field, lets: Readonly<Record<string, string>>): string {
    const { name, value, neededBy, demands } = field;
    if (neededBy === 'parent' || name === '__proto__') throw new NotCompact('field');
    const sources = value.kind === 'first' ? value.alternatives : [value];
    const checks = demands.map(
      ({ expression, otherwise }) =>
        `[${this.code(expression, { ...lets, value: 'value' })}, ${quote(expression.source.text.trim())}, ${otherwise === 'reject'}]`,
    );
    return `[${[
      quote(name),
      this.fit(schema),
      neededBy === 'event' ? 1 : 0,
      `[${sources.map((source) => this.source(source, lets)).join(', ')}]`,
      ...(checks.length > 0 ? [`[${checks.join(', ')}]`] : []),
    ].join(', ')}]`;
  }

  private source(value: Value, lets: Readonly<Record<string, string>>): string {
    switch (value.kind) {
      case 'constant':
        return `[${literal(value.constant)}]`;
      case 'expression':
        return this.code(value.expression, lets);
      case 'list':
        return `{ list: ${this.code(value.expression, lets)} }`;
      case 'clearing':
        return `{ clear: ${this.code(value.expression, lets)} }`;
      default:
        throw new NotCompact(value.kind);
    }
  }

  /** Fields of one kind share what tells it. */
  private fit(schema: Schema): string {
    const test = fitOf(schema, 'v');
    if (test === undefined || test.includes('codePoints')) return this.limited(schema);
    return this.shared(`[${test === 'always' ? 0 : `(v) => ${test}`}, ${quote(wantedOf(schema))}, ${listed(schema)}]`);
  }

  /** Lengths are counted in characters, as the schema says. */
  private limited(schema: Schema): string {
    const { minLength = 0, maxLength = 'Infinity', ...rest } = schema;
    const test = fitOf(rest as Schema, 'v');
    if (test === undefined || schema.type !== 'string') throw new NotCompact('schema');
    const length = '[...v].length';
    const limits = `${length} >= ${Number(minLength)} && ${length} <= ${maxLength}`;
    return this.shared(`[(v) => ${test} && ${limits}, ${quote(wantedOf(schema))}, 0]`);
  }

  private shared(code: string): string {
    const known = this.fits.get(code);
    if (known) return known;
    const name = `fit${this.fits.size}`;
    this.fits.set(code, name);
    this.declarations.push(`const ${name} = ${code};`);
    return name;
  }

  /** An expression as a function of the state and of the variable that is called `value`. */
  private code({ ast }: Expression, variables: Readonly<Record<string, string>>): string {
    const parameters = Object.values(variables).includes('value') ? ['value'] : [];
    return this.arrow(parameters, variables, (known) => compactExpression(ast.root, known));
  }

  private arrow(
    parameters: readonly string[],
    variables: Readonly<Record<string, string>>,
    write: (known: Known) => string,
  ): string {
    const locals: string[] = [];
    const text = write({
      variables: { settings: 'r.settings', $: 'r.root', ...variables },
      definition: (name) => this.definition(name),
      use: (from, name) => {
        this.used[from].add(name);
        return `${from[0]}_${name}`;
      },
      local: (name) => {
        const local = `${name.replace(/\W/g, '_')}_${++this.count}`;
        locals.push(local);
        return local;
      },
    });
    return `(${['r', ...parameters, ...locals].join(', ')}) => ${text}`;
  }

  private definition(name: string): { code: string; parameters: number } | undefined {
    const known = this.functions.get(name);
    if (known) return known;
    const found = this.mapping.functions.find((one) => one.name === name);
    if (!found) return undefined;
    const { root } = found.expression.ast;
    if (root.type !== 'lambda' || root.signature || root.predicates.length > 0) throw new NotCompact('function');
    const made = { code: `f_${this.functions.size}`, parameters: root.parameters.length };
    this.functions.set(name, made);
    const parameters = root.parameters.map((parameter, index) => `p${index}_${parameter.name.replace(/\W/g, '_')}`);
    const variables = Object.fromEntries(
      root.parameters.map((parameter, index) => [parameter.name, parameters[index]!]),
    );
    const code = this.arrow(parameters, variables, (inner) => compactExpression(root.body, inner));
    this.declarations.push(`const ${made.code} = ${code};`);
    return made;
  }
}

const listed = (schema: Schema) => (schema.type === 'array' ? 1 : 0);
