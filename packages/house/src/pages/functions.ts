import type { Word } from '@crosswalk/engine';
import { builtIns } from '@crosswalk/jsonata';
import { type FunctionNote, refused } from './jsonata-functions.ts';
import { madeBy } from './made-by.ts';

/** The page of all functions that a mapping expression may call: our words first, then JSONata's own by kind. */
export function functionsPage(
  words: readonly Word[],
  chapters: Readonly<Record<string, readonly FunctionNote[]>>,
): string {
  return `# Functions of mapping expressions
${madeBy('packages/engine/src/words/ and packages/house/src/pages/jsonata-functions.ts')}
An expression may call these, and the functions of its own mapping: \`functions/first-name.jsonata\` holds \`$firstName\`,
and the comment it begins with is its documentation. Arguments in brackets may be left out.

## Words of Crosswalk

What JSONata cannot say well.
${words.map(wordText).join('')}
## JSONata's own

They mean what [JSONata's documentation](https://docs.jsonata.org) says. \`$now()\` and \`$millis()\` answer the time that the
mapping is told, the same in all expressions of one event.
${Object.entries(chapters).map(chapterText).join('')}
## Not in a mapping

The same event must always give the same requests, and nothing from an event may become code. These are errors when a
mapping is loaded ([M205](errors.md#m205)):

${table('function', 'why', refused)}`;
}

function wordText({ name, summary, parameters, examples }: Word): string {
  const call = `$${name}(${signature(parameters)})`;
  const meanings = parameters.map((parameter) => `- \`${parameter.name}\`: ${parameter.meaning}\n`).join('');
  return `\n### $${name}\n\n\`${call}\`\n\n${summary}\n\n${meanings}\n${exampleTable(examples)}`;
}

/** `text, start[, length]`: what may be left out stands in brackets. */
function signature(parameters: readonly { readonly name: string; readonly optional?: boolean }[]): string {
  return parameters
    .map(({ name, optional }, at) => {
      const text = at === 0 ? name : `, ${name}`;
      return optional ? `[${text}]` : text;
    })
    .join('');
}

function exampleTable(examples: Word['examples']): string {
  const rows = examples.map(({ expression, event, gives }) => [
    code(expression),
    event === undefined ? '' : code(JSON.stringify(event)),
    gives === undefined ? 'nothing' : code(JSON.stringify(gives)),
  ]);
  return [
    '| expression | event | gives |',
    '|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}

function chapterText([heading, functions]: [string, readonly FunctionNote[]]): string {
  return `\n### ${heading}\n\n${table('function', 'gives', functions)}`;
}

function table(first: string, second: string, functions: readonly FunctionNote[]): string {
  const rows = functions.map(([name, note]) => `| ${code(builtInCall(name))} | ${note} |`);
  return `| ${first} | ${second} |\n|---|---|\n${rows.join('\n')}\n`;
}

function builtInCall(name: string): string {
  const names = builtIns[name]!.parameters.slice(1, -1).split(', ').filter(Boolean);
  return `$${name}(${signature(names.map((text) => ({ name: text.replace('?', ''), optional: text.endsWith('?') })))})`;
}

/** A bar would end the table's cell, in code too. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
