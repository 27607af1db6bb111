import { suggest } from '@crosswalk/diagnostics';
import type { NameReference, Reference, SettingReference } from '@crosswalk/jsonata';
import type { ExpressionSource } from '../reading/expression-source.ts';
import { forbidden } from './names.ts';
import type { Context, Reach } from './parser.ts';

/** Checks the free names of an expression: functions (M203, M205, M209), variables (M204, M211), settings (M206, M207). */
export function checkReferences(
  context: Context,
  source: ExpressionSource,
  references: readonly Reference[],
  reach: Reach,
): void {
  for (const reference of references) {
    const place = source.place(reference.start, reference.end);
    if (reference.kind === 'setting') checkSetting(context, source, reference, reach);
    else if (reference.name === 'settings') checkWholeSettings(context, place, reach);
    else if (reach.variables.includes(reference.name)) continue;
    else if (reach.later?.includes(reference.name)) {
      context.findings.error('M211', `$${reference.name} is named further down`, place, {
        said: 'move its line above this one',
      });
    } else if (reference.kind === 'function' || isFunction(context, reference.name)) {
      checkFunction(context, reference, place);
    } else checkVariable(context, reference.name, place, reach);
  }
}

type At = ReturnType<ExpressionSource['place']>;

function isFunction(context: Context, name: string): boolean {
  return context.names.functions.has(name) || context.names.builtIns.has(name) || forbidden.has(name);
}

function checkFunction(context: Context, reference: NameReference, place: At): void {
  const { findings, names } = context;
  const { name } = reference;
  if (forbidden.has(name)) {
    const why =
      name === 'eval' ? 'an event must never become code' : 'the same event must always give the same requests';
    findings.error('M205', `$${name} may not be used in a mapping: ${why}`, place);
    return;
  }
  const callable = names.functions.get(name);
  if (!callable) {
    if (names.builtIns.has(name)) return;
    const near = suggest(name, [...names.functions.keys(), ...names.builtIns]);
    findings.error('M203', `no function is named $${name}`, place, {
      ...(near ? { suggestion: `$${near}` } : {}),
      notes: ['functions you may use: docs/functions.md'],
    });
    return;
  }
  names.used.add(name);
  const given = reference.arguments;
  if (given === undefined || (given >= callable.least && given <= callable.most)) return;
  const wanted =
    callable.least === callable.most
      ? `${callable.least}`
      : callable.most === Number.POSITIVE_INFINITY
        ? `at least ${callable.least}`
        : `${callable.least} to ${callable.most}`;
  findings.error(
    'M209',
    `$${name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, ${given} ${given === 1 ? 'is' : 'are'} given`,
    place,
    {
      notes: [`it is called as ${callable.usage}`],
    },
  );
}

function checkVariable(context: Context, name: string, place: At, reach: Reach): void {
  const near = suggest(name, [...reach.variables, 'settings', ...context.names.functions.keys()]);
  context.findings.error('M204', `no variable is named $${name}`, place, {
    ...(near ? { suggestion: `$${near}` } : {}),
    notes: [
      reach.variables.length > 0
        ? `variables here: ${['settings', ...reach.variables].map((known) => `$${known}`).join(', ')}`
        : 'variables come from `let:`; $settings is always there',
    ],
  });
}

/** Taken as a whole, the settings could give a secret away under another name. */
function checkWholeSettings(context: Context, place: At, reach: Reach): void {
  const { findings, names } = context;
  if (reach.secrets || !names.settings?.some(names.isSecret)) return;
  findings.error('M206', 'settings are read by their names, as some are secrets', place, {
    notes: ['write $settings, a dot, and the name of the setting'],
  });
}

function checkSetting(context: Context, source: ExpressionSource, reference: SettingReference, reach: Reach): void {
  const { findings, names } = context;
  const name = reference.path[0]!;
  const at = source.text.indexOf(name, reference.start + '$settings'.length);
  const place = source.place(at, at + name.length);
  if (names.settings !== undefined && !names.settings.includes(name)) {
    const near = suggest(name, names.settings);
    findings.error('M207', `no setting is named ${name}`, place, {
      ...(near ? { suggestion: near } : {}),
      notes: [
        names.settings.length > 0
          ? `settings: ${names.settings.join(', ')}`
          : 'destination.yaml names no schema of settings',
      ],
    });
  } else if (names.isSecret(name) && !reach.secrets) {
    findings.error('M206', `the secret ${name} may be read in endpoint and headers only`, place);
  }
}
