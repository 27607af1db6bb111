import { hasErrors } from '@crosswalk/diagnostics';
import { builtIns } from '@crosswalk/jsonata';
import type { Verdict } from '../contract.ts';
import { hasShape } from '../format/shape.ts';
import type { Mapping, OperationModel, Rule } from '../model/mapping.ts';
import { readYaml, type YamlFile } from '../reading/document.ts';
import { isReadable } from '../reading/size.ts';
import type { Findings } from '../reading/source.ts';
import { anyBody, BodySchema } from '../schema/body-schema.ts';
import { readSchema } from '../schema/read-schema.ts';
import { anySettings, SettingsSchema } from '../schema/settings-schema.ts';
import { callableOf, functionFiles, readFunction } from './functions.ts';
import { type Callable, callableWords } from './names.ts';
import { type Context, expressionAt } from './parser.ts';
import { readRule } from './rule.ts';
import { unknownName } from './unknown-name.ts';

interface DestinationFile {
  readonly destination: string;
  readonly names?: readonly string[];
  readonly settings?: string;
  readonly headers?: Record<string, unknown>;
  readonly operations: Record<
    string,
    { request: string; batch?: string; most?: number; body?: string; wrap?: unknown }
  >;
  readonly rules: readonly string[];
  readonly answers?: readonly { verdict: Verdict }[];
}

const main = 'destination.yaml';

/** Reads a whole mapping. Everything that is wrong goes to `findings`; nothing is given when `destination.yaml` cannot be read. */
export function readMapping(
  files: Readonly<Record<string, string>>,
  folder: string,
  findings: Findings,
): Mapping | undefined {
  if (!Object.hasOwn(files, main)) {
    findings.error('M109', `there is no ${main} in this folder`, { file: `${folder}${main}`, start: 0, end: 1 });
    return undefined;
  }
  if (!isReadable(files, folder, findings)) return undefined;
  const yaml = readYaml(`${folder}${main}`, files[main]!, findings);
  if (!yaml || !hasShape('destination', yaml, findings)) return undefined;
  const content = yaml.value as DestinationFile;
  const settings = readSettings(content, files, folder, yaml, findings);
  const found = functionFiles(files);
  const callables = [...found].map(([name, file]): [string, Callable] => [name, callableOf(name, files[file]!)]);
  const context: Context = {
    files,
    folder,
    findings,
    names: {
      builtIns: new Set(Object.keys(builtIns)),
      functions: new Map([...callableWords, ...callables]),
      settings: settings.isOpen && content.settings === undefined ? [] : settings.isOpen ? undefined : settings.names,
      isSecret: (name) => settings.isSecret(name),
      used: new Set(),
    },
  };
  const functions = [...found].flatMap(([name, file]) => readFunction(context, name, file) ?? []);
  const operations = readOperations(context, yaml, content);
  const rules = readRules(context, yaml, content, operations);
  const request = { variables: ['deliveryId'], secrets: true };
  const endpoint = expressionAt(context, yaml, ['endpoint'], request);
  const headers = Object.keys(content.headers ?? {}).flatMap((name) => {
    const value = expressionAt(context, yaml, ['headers', name], request);
    return value ? [{ name, value }] : [];
  });
  const answers = (content.answers ?? []).flatMap(({ verdict }, index) => {
    const when = expressionAt(context, yaml, ['answers', index, 'when'], { variables: [] });
    return when ? [{ when, verdict }] : [];
  });
  if (!endpoint) return undefined;
  // What could not be read may well be what uses a function.
  for (const { name, file } of hasErrors(findings.list) ? [] : functions) {
    if (context.names.used.has(name)) continue;
    findings.warning('M305', `the function $${name} is never used`, { file, start: 0, end: 1 });
  }
  return {
    name: content.destination,
    names: content.names ?? [content.destination],
    settings,
    endpoint,
    headers,
    operations,
    rules,
    functions,
    answers,
  };
}

function readSettings(
  content: DestinationFile,
  files: Readonly<Record<string, string>>,
  folder: string,
  yaml: YamlFile,
  findings: Findings,
): SettingsSchema {
  if (content.settings === undefined) return anySettings();
  const schema = readSchema(files, folder, content.settings, yaml.place(['settings']), findings);
  return schema ? new SettingsSchema(schema) : anySettings();
}

function readOperations(context: Context, yaml: YamlFile, content: DestinationFile): Map<string, OperationModel> {
  const operations = new Map<string, OperationModel>();
  for (const [name, operation] of Object.entries(content.operations)) {
    const at = ['operations', name];
    const schema =
      operation.body === undefined
        ? undefined
        : readSchema(context.files, context.folder, operation.body, yaml.place([...at, 'body']), context.findings);
    const wrap =
      operation.wrap === undefined
        ? undefined
        : expressionAt(context, yaml, [...at, 'wrap'], { variables: ['bodies'] });
    operations.set(name, {
      name,
      ...requestOf(operation.request),
      ...(operation.batch === undefined ? {} : { batch: requestOf(operation.batch) }),
      most: operation.batch === undefined ? 1 : (operation.most ?? 1),
      ...(wrap ? { wrap } : {}),
      body: schema ? new BodySchema(`${context.folder}${operation.body}`, schema) : anyBody,
    });
  }
  return operations;
}

function requestOf(text: string): { method: string; path: string } {
  const blank = text.indexOf(' ');
  return { method: text.slice(0, blank), path: text.slice(blank + 1).trim() };
}

function readRules(
  context: Context,
  yaml: YamlFile,
  content: DestinationFile,
  operations: ReadonlyMap<string, OperationModel>,
): Rule[] {
  const { files, findings, folder } = context;
  const ruleFiles = Object.keys(files)
    .filter((file) => /^[^/]+\.yaml$/.test(file) && file !== main && !file.endsWith('.cases.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
  const rules: Rule[] = [];
  content.rules.forEach((name, index) => {
    const place = yaml.place(['rules', index]);
    if (content.rules.indexOf(name) < index) findings.error('M308', `the rule ${name} is listed twice`, place);
    else if (!ruleFiles.includes(name)) unknownName(findings, 'M106', 'rule file', name, ruleFiles, place);
    else {
      const rule = readRule(context, name, operations);
      if (rule) rules.push(rule);
    }
  });
  for (const name of ruleFiles) {
    if (content.rules.includes(name)) continue;
    findings.warning('M108', `the rule ${name} is not listed in ${main}`, {
      file: `${folder}${name}.yaml`,
      start: 0,
      end: 1,
    });
  }
  return rules;
}
