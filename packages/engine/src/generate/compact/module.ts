import { quote } from '@crosswalk/jsonata';
import type { Operation } from '../../contract.ts';
import type { Expression, Field, Mapping, Rule, Value } from '../../model/mapping.ts';
import type { Schema } from '../../schema/schema.ts';
import { fitOf, literal } from '../fit.ts';
import { compactExpression, truth } from './expression.ts';
import { type Known, NotCompact, type Said } from './known.ts';

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
  private readonly functions = new Map<string, Said & { parameters: number }>();
  /** Constants by their code. */
  private readonly shared = new Map<string, string>();
  private readonly used = { jsonata: new Set<string>(), compact: new Set<string>(), words: new Set<string>() };
  private count = 0;

  constructor(mapping: Mapping) {
    this.mapping = mapping;
  }

  write(version: string, operations: Readonly<Record<string, Operation>>): string {
    const { name, names, settings, endpoint, headers, rules, answers } = this.mapping;
    if (answers.length > 0) throw new NotCompact('answers');
    if ([...this.mapping.operations.values()].some(({ wrap }) => wrap)) throw new NotCompact('wrap');
    const request: Variables = { deliveryId: { code: 'deliveryId', kind: 'any' } };
    const told = headers.map(
      (header) => `[${quote(header.name.toLowerCase())}]: ${this.inline(header.value, request)}`,
    );
    const body = [
      `export const operations = ${literal(operations)};`,
      `export const map = mapper([${rules.map((rule) => this.rule(rule)).join(',\n')}]);`,
      `export const pack = packer(operations, ${this.code(endpoint)}, (deliveryId) => ({ ${told.join(', ')} }));`,
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
    const variables: Record<string, Said> = {};
    const lets = rule.lets.map(({ name, value }) => {
      const code = `let_${++this.count}`;
      const assigned = this.inline(value, variables);
      this.declarations.push(`let ${code};`);
      variables[name] = { code, kind: 'any' };
      return `${code} = ${assigned}`;
    });
    const sends = rule.sends.map((send) => {
      const { properties = {}, required, type, additionalProperties, ...more } = send.operation.body.schema;
      if (Object.keys(more).some((keyword) => !/^(\$|title|description|examples|default)/.test(keyword))) {
        throw new NotCompact('schema of the whole body');
      }
      const inSchema = Object.keys(properties);
      const position = ({ name }: Field) => (inSchema.includes(name) ? inSchema.indexOf(name) : inSchema.length);
      const fields = [...send.fields]
        .sort((a, b) => position(a) - position(b))
        .map((field) => this.field(send.operation.body.at(field.path) ?? {}, field, variables));
      return `[${[quote(send.operation.name), ...fields].join(',\n')}]`;
    });
    const { skip } = rule;
    const skips = skip && (skip.when ? this.condition(skip.when, variables) : '() => 1');
    return `[${[
      quote(rule.name),
      this.condition(rule.when, {}),
      `[${sends.join(', ')}]`,
      ...(skips || lets.length > 0 ? [skips ?? '() => false'] : []),
      ...(lets.length > 0 ? [`() => { ${lets.join('; ')} }`] : []),
    ].join(', ')}]`;
  }

  /** Rules have fields in common. */
  private field(schema: Schema, field: Field, variables: Variables): string {
    const { name, value, neededBy, demands } = field;
    if (neededBy === 'parent' || name === '__proto__') throw new NotCompact('field');
    // A constant was checked when the mapping was loaded.
    let fit = value.kind === 'constant' ? '0' : this.fit(schema);
    for (const { expression, otherwise } of demands) {
      const holds = this.code(expression, { ...variables, value: { code: 'value', kind: 'any' } }, ['value']);
      fit = `${this.use('compact', 'checking')}(${fit}, ${holds}${otherwise === 'reject' ? ', 1' : ''})`;
    }
    const sources = value.kind === 'first' ? value.alternatives : [value];
    const isRequired = neededBy === 'event' ? 1 : 0;
    return this.constant(
      'field',
      `[${[quote(name), isRequired, fit, ...sources.map((source) => this.source(source, variables))].join(', ')}]`,
    );
  }

  private source(value: Value, variables: Variables): string {
    switch (value.kind) {
      case 'constant':
        return `[() => (${literal(value.constant)})]`;
      case 'expression':
        return this.code(value.expression, variables);
      case 'list': {
        const present = `${this.use('compact', 'present')}(${this.inline(value.expression, variables)})`;
        return `() => ${this.use('compact', 'listed')}(${present})`;
      }
      case 'clearing':
        return `[() => ${this.use('compact', 'clearing')}(${this.inline(value.expression, variables)})]`;
      default:
        throw new NotCompact(value.kind);
    }
  }

  /** Fields of one kind share what tells it. */
  private fit(schema: Schema): string {
    const test = this.test(schema);
    if (test === 'always' && schema.type === undefined) return '0';
    const fits = schema.type === 'array' ? 'fittingList' : 'fitting';
    return this.constant('fit', `${this.use('compact', fits)}(${test})`);
  }

  private test(schema: Schema): string {
    const isPlain = Object.keys(schema).every((keyword) => /^(type|title|description|examples|default)$/.test(keyword));
    if (isPlain && schema.type === 'object') return this.use('compact', 'isObject');
    if (isPlain && schema.type === 'string') return this.use('compact', 'isText');
    const test = fitOf(schema, 'v');
    if (test !== undefined && !test.includes('codePoints')) return `(v) => ${test === 'always' ? 'true' : test}`;
    // Lengths are counted in characters, as the schema says.
    const { minLength = 0, maxLength = 'Infinity', ...rest } = schema;
    const others = fitOf(rest as Schema, 'v');
    if (others === undefined || schema.type !== 'string') throw new NotCompact('schema');
    return `(v) => ${others} && [...v].length >= ${Number(minLength)} && [...v].length <= ${maxLength}`;
  }

  /** A constant of the module; where it is needed again, the same one. */
  private constant(hint: string, code: string): string {
    const known = this.shared.get(code);
    if (known) return known;
    const name = `${hint}_${++this.count}`;
    this.shared.set(code, name);
    this.declarations.push(`const ${name} = ${code};`);
    return name;
  }

  private condition({ ast }: Expression, variables: Variables): string {
    return this.arrow([], variables, (known) => truth(ast.root, known)).code;
  }

  /** An expression as a function of the variables that it is called with. */
  private code({ ast }: Expression, variables: Variables = {}, parameters: readonly string[] = []): string {
    return this.arrow(parameters, variables, (known) => compactExpression(ast.root, known)).code;
  }

  /** An expression in place. */
  private inline({ ast }: Expression, variables: Variables): string {
    const { code, locals } = this.written(variables, (known) => compactExpression(ast.root, known));
    return locals.length === 0 ? code : `((${locals.join(', ')}) => ${code})()`;
  }

  private arrow(parameters: readonly string[], variables: Variables, write: (known: Known) => Said | string) {
    const { code, kind, locals } = this.written(variables, write);
    // What only calls a function is that function.
    const called = /^(f_\d+)\(\)$/.exec(code);
    if (called && parameters.length === 0) return { code: called[1]!, kind };
    return { code: `(${[...parameters, ...locals].join(', ')}) => ${code}`, kind };
  }

  private written(variables: Variables, write: (known: Known) => Said | string): Said & { locals: string[] } {
    const locals: string[] = [];
    const said = write({
      variables,
      definition: (name) => this.definition(name),
      use: (from, name) => this.use(from, name),
      local: (name) => {
        const local = `${name.replace(/\W/g, '_')}_${++this.count}`;
        locals.push(local);
        return local;
      },
    });
    return typeof said === 'string' ? { code: said, kind: 'any', locals } : { ...said, locals };
  }

  private use(from: keyof CompactModule['used'], name: string): string {
    this.used[from].add(name);
    return `${from[0]}_${name}`;
  }

  private definition(name: string): (Said & { parameters: number }) | undefined {
    const known = this.functions.get(name);
    if (known) return known;
    const found = this.mapping.functions.find((one) => one.name === name);
    if (!found) return undefined;
    const { root } = found.expression.ast;
    if (root.type !== 'lambda' || root.signature || root.predicates.length > 0) throw new NotCompact('function');
    const made: Said & { parameters: number } = {
      code: `f_${this.functions.size}`,
      kind: 'any',
      parameters: root.parameters.length,
    };
    // It may call itself.
    this.functions.set(name, made);
    const parameters = root.parameters.map((parameter, index) => `p${index}_${parameter.name.replace(/\W/g, '_')}`);
    const variables = Object.fromEntries(
      root.parameters.map((parameter, index) => [parameter.name, { code: parameters[index]!, kind: 'any' } as const]),
    );
    const { code, kind } = this.arrow(parameters, variables, (inner) => compactExpression(root.body, inner));
    this.declarations.push(`const ${made.code} = ${code};`);
    const typed = { ...made, kind };
    this.functions.set(name, typed);
    return typed;
  }
}

type Variables = Readonly<Record<string, Said>>;
