import type { Limits } from './budget.ts';
import { createGenerator } from './generate/generator.ts';
import { ANY } from './generate/static-type.ts';
import type { Ast } from './parse/ast.ts';

/** How an expression is written as a function. */
export interface WriteOptions {
  readonly levels: boolean;
  readonly trace?: boolean;
  readonly without?: readonly string[];
  /** For `$eval`: the function takes its input and the variables that it sees, instead of the run's. */
  readonly nested?: 'root' | 'item';
}

/** A function as text, and what it stands on. */
export interface FunctionText {
  /** Exports of the runtime, each used under its name with a `$` before it. */
  readonly imports: readonly string[];
  readonly declarations: string;
  readonly parameters: string;
  readonly body: string;
  readonly marking: boolean;
  readonly keepsRun: boolean;
}

/** Writes an expression as the inside of a function `(run) => value`. */
export function writeFunction(ast: Ast, { nested, levels, ...options }: WriteOptions): FunctionText {
  const generator = createGenerator({ levels, ...(!nested && { expressions: [ast] }), ...options });
  const scope = { input: { code: 'input', type: ANY }, ...(nested && { kind: nested, names: 'variables' }) };
  const { statements, value } = generator.emit(ast, scope);
  const inside = `${statements}return ${value};\n`.replace(/^(?=.)/gm, '    ');
  const head = [
    ...(nested ? [] : ['  const input = run.root;']),
    ...(levels ? ['  const depth = run.budget.depth;'] : []),
    '  let at = -1;',
  ].join('\n');
  const body = `${head}\n  try {\n${inside}  } catch (error) {\n    throw $placed(error, places[at]);\n  }\n`;
  return {
    declarations: generator.declarations(),
    imports: [...new Set([...generator.imports(), 'placed'])].sort(),
    parameters: nested ? 'run, input, variables' : 'run',
    body,
    marking: generator.marking,
    keepsRun: generator.keepsRun,
  };
}

/** Writes an expression as an ES module. `$eval` in it answers with an error, as there is no compiler where it runs. */
export function writeModule(ast: Ast, options: WriteOptions, limits: Limits): string {
  const { imports, declarations, body, marking } = writeFunction(ast, options);
  const names = [...new Set([...imports, 'Run', 'budgetOf'])].sort();
  return `import { ${names.map((name) => `${name} as $${name}`).join(', ')} } from '@crosswalk/jsonata/runtime';

${declarations}
export function evaluate(root, bindings, options = {}) {
  const budget = $budgetOf(${JSON.stringify(limits)});
  const run = new $Run({ ...options, root, bindings, budget, marking: ${marking} });
${body}}
`;
}
