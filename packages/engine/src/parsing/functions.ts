import type { Ast } from '@crosswalk/jsonata';
import type { FunctionModel } from '../model/mapping.ts';
import { expressionFile } from '../reading/expression-source.ts';
import { parseExpression } from './expression.ts';
import type { Callable } from './names.ts';
import type { Context } from './parser.ts';

const folder = 'functions/';
const ending = '.jsonata';

/** The mapping's function files, by the function's name: `functions/first-name.jsonata` holds `$firstName`. */
export function functionFiles(files: Readonly<Record<string, string>>): Map<string, string> {
  const found = Object.keys(files).filter((file) => file.startsWith(folder) && file.endsWith(ending));
  return new Map(found.sort().map((file) => [functionName(file), file]));
}

function functionName(file: string): string {
  return file.slice(folder.length, -ending.length).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** How a function file says that it is called; any number of arguments when it cannot be told. */
export function callableOf(name: string, text: string): Callable {
  const parameters = /^\s*(?:\/\*[\s\S]*?\*\/\s*)*(?:function|λ)\s*\(([^)]*)\)/.exec(text)?.[1];
  const names =
    parameters
      ?.split(',')
      .map((parameter) => parameter.trim())
      .filter((parameter) => parameter !== '') ?? [];
  return {
    least: 0,
    most: parameters === undefined ? Number.POSITIVE_INFINITY : names.length,
    usage: `$${name}(${names.join(', ')})`,
  };
}

/** Reads a function file: one `function(...) { ... }` behind a comment that documents it (M210, M115). */
export function readFunction(context: Context, name: string, file: string): FunctionModel | undefined {
  const text = context.files[file]!;
  const source = expressionFile(`${context.folder}${file}`, text);
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
    context.findings.error(
      'M115',
      'a function file is named in small letters with hyphens, such as first-name.jsonata',
      source.place(0, 1),
    );
    return undefined;
  }
  const expression = parseExpression(context, source, { variables: [] });
  if (!expression) return undefined;
  const parameters = parametersOf(expression.ast);
  if (!parameters) {
    context.findings.error('M210', 'a function file holds exactly one function', firstLine(source, text), {
      notes: ['write: function($value) { ... }'],
    });
    return undefined;
  }
  return { name, file: source.file, expression, documentation: leadingComment(text), parameters };
}

/** The names of a function's parameters, when the file is one function (in parentheses or not). */
function parametersOf({ root }: Ast): string[] | undefined {
  let node = root;
  while (node.type === 'block' && node.expressions.length === 1) node = node.expressions[0]!;
  return node.type === 'lambda' ? node.parameters.map((parameter) => parameter.name) : undefined;
}

function firstLine(source: ReturnType<typeof expressionFile>, text: string) {
  const start = text.search(/\S/);
  const lineEnd = text.indexOf('\n', start);
  return source.place(Math.max(0, start), lineEnd === -1 ? text.length : lineEnd);
}

function leadingComment(text: string): string {
  const comment = /^\s*\/\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  return comment
    .split('\n')
    .map((line) => line.trim().replace(/^\* ?/, ''))
    .join(' ')
    .trim();
}
