import { isMap } from 'yaml';
import { hasShape } from '../format/shape.ts';
import type { Expression, OperationModel, Rule, Send } from '../model/mapping.ts';
import { readYaml, type YamlFile } from '../reading/document.ts';
import { readFields } from './fields.ts';
import { type Context, expressionAt } from './parser.ts';
import { unknownName } from './unknown-name.ts';

interface RuleFile {
  readonly rule?: string;
  readonly summary?: string;
  readonly let?: Record<string, unknown>;
  readonly skip?: string | { reason: string };
  readonly send?: string | readonly { to: string; check?: Record<string, unknown> }[];
  readonly fields?: Record<string, unknown>;
  readonly check?: Record<string, unknown>;
}

/** Reads the rule `NAME.yaml`. Nothing when a part of it cannot be used; then findings say why. */
export function readRule(
  context: Context,
  name: string,
  operations: ReadonlyMap<string, OperationModel>,
): Rule | undefined {
  const before = context.findings.list.filter((finding) => finding.severity === 'error').length;
  const file = `${context.folder}${name}.yaml`;
  const yaml = readYaml(file, context.files[`${name}.yaml`]!, context.findings);
  if (!yaml || !hasShape('rule', yaml, context.findings)) return undefined;
  const content = yaml.value as RuleFile;
  if (content.rule !== undefined && content.rule !== name) {
    context.findings.error('M104', `the rule of ${name}.yaml is named ${name}`, yaml.place(['rule']), {
      said: `write ${name}`,
    });
  }
  const { lets, variables } = readLets(context, yaml, Object.keys(content.let ?? {}));
  const when = expressionAt(context, yaml, ['when'], { variables: [] });
  const skip = readSkip(context, yaml, content, variables);
  const sends = readSends(context, yaml, content, operations, variables);
  const errors = context.findings.list.filter((finding) => finding.severity === 'error').length;
  if (!when || errors > before) return undefined;
  return {
    name,
    summary: content.summary ?? '',
    file,
    place: yaml.place(['when']),
    when,
    lets,
    ...(skip ? { skip } : {}),
    sends,
  };
}

function readLets(context: Context, yaml: YamlFile, names: readonly string[]) {
  const lets: { name: string; value: Expression }[] = [];
  names.forEach((name, index) => {
    const reach = { variables: names.slice(0, index), later: names.slice(index) };
    const value = expressionAt(context, yaml, ['let', name], reach);
    if (value) lets.push({ name, value });
  });
  return { lets, variables: names };
}

function readSkip(context: Context, yaml: YamlFile, content: RuleFile, variables: readonly string[]): Rule['skip'] {
  if (typeof content.skip === 'string') return { reason: content.skip };
  if (content.skip === undefined) return undefined;
  const when = expressionAt(context, yaml, ['skip', 'when'], { variables });
  return when ? { when, reason: content.skip.reason } : undefined;
}

function readSends(
  context: Context,
  yaml: YamlFile,
  content: RuleFile,
  operations: ReadonlyMap<string, OperationModel>,
  variables: readonly string[],
): Send[] {
  const { findings } = context;
  // A misspelt key has been told; that the right one is missing would be its echo.
  const isMisspelt = (key: string) =>
    findings.list.some(
      ({ code, suggestion, labels }) => code === 'M102' && suggestion === key && labels?.[0]?.file === yaml.file,
    );
  if (content.send === undefined) {
    if (isMisspelt('send') || isMisspelt('skip')) return [];
    if (typeof content.skip !== 'string') {
      findings.error('M103', 'a rule sends something, or gives a reason to skip', yaml.keyPlace(['rule']), {
        said: 'send is missing',
      });
    }
    if (content.fields)
      findings.error('M103', 'fields are given, and nothing that they are sent to', yaml.keyPlace(['fields']), {
        said: 'send is missing',
      });
    return [];
  }
  if (typeof content.skip === 'string') {
    findings.error('M104', 'a rule that always skips sends nothing', yaml.keyPlace(['send']), {
      notes: ['to skip some events only: skip: { when, reason }'],
    });
    return [];
  }
  const parts: { to: string; path: (string | number)[]; at: (string | number)[] }[] =
    typeof content.send === 'string'
      ? [{ to: content.send, path: [], at: ['send'] }]
      : content.send.map((send, index) => ({ to: send.to, path: ['send', index], at: ['send', index, 'to'] }));
  if (typeof content.send !== 'string' && (content.fields || content.check)) {
    const key = content.fields ? 'fields' : 'check';
    findings.error('M104', `with a list under send, ${key} stand beside each \`to\``, yaml.keyPlace([key]));
  }
  return parts.flatMap(({ to, path, at }) => {
    const operation = operations.get(to);
    if (!operation) {
      unknownName(findings, 'M301', 'operation', to, [...operations.keys()], yaml.place(at));
      return [];
    }
    if (path.length === 0 && !isMap(yaml.node(['fields']))) {
      if (isMisspelt('fields')) return [];
      findings.error('M103', 'the rule gives no fields to send', yaml.keyPlace(['send']), {
        said: 'fields is missing',
      });
      return [];
    }
    return [{ operation, fields: readFields(context, yaml, path, operation, variables) }];
  });
}
