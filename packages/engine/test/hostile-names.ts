import type { Files } from '../src/index.ts';

/** Texts that would do harm where one of them became code, or the end of a literal or of a comment. */
export const hostileTexts = [
  '"]);process.exit();//',
  '\u2028',
  '\ud800',
  '__proto__',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that looks like a template
  '`${process.exit()}`',
  "'); throw 1; ('",
  '*/ process.exit() /*',
  '</script><!--',
  'require("ajv/dist/runtime/equal").default',
];

/** A mapping that says a text wherever an author can say anything. */
export function hostileMapping(text: string): Files {
  const quoted = JSON.stringify(text);
  // The validators' library takes no name with half a character.
  const inSchema = text.toWellFormed();
  const schema = (properties: object) =>
    JSON.stringify({ title: text, description: text, type: 'object', properties }).replaceAll('"TEXT"', quoted);
  return {
    'destination.yaml': `
destination: hostile
names: [${quoted}]
settings: settings.schema.json
endpoint: '"http://127.0.0.1"'
headers: { ${quoted}: $deliveryId }
operations:
  say: { request: POST /say, body: body.schema.json }
rules: [say]
`,
    'say.yaml': `
rule: say
summary: ${quoted}
when: type = "track"
skip: { when: event = "skip", reason: ${quoted} }
send: say
fields:
  ${quoted}: event
  constant: { fields: { constant: { constant: ${quoted} } } }
  told: |
    ${quoted} & event
  read: |
    properties.\`${hostileName(text)}\`
`,
    // The computed key makes an own property of __proto__ too.
    'body.schema.json': schema({
      [inSchema]: { type: 'string', description: text, not: { enum: [text, { [text]: text }] } },
      constant: { type: 'object', properties: { constant: { enum: ['TEXT'], uniqueItems: true } } },
      told: { type: 'string', minLength: 1 },
      read: {},
    }),
    'settings.schema.json': schema({
      [inSchema]: { type: 'string', title: text, default: text, minLength: 1 },
      choice: { enum: ['TEXT', 'other'], default: 'TEXT' },
    }),
  };
}

/** An event of which that mapping reads the text. */
export function hostileEvent(text: string): object {
  return { type: 'track', event: 'e', properties: JSON.parse(`{${JSON.stringify(hostileName(text))}: 7}`) };
}

/** A name between backquotes cannot hold one. */
const hostileName = (text: string) => text.replaceAll('`', '');
