/** A small mapping without a mistake. */
export const base: Record<string, string> = {
  'destination.yaml': [
    'destination: hello',
    'endpoint: \'"https://hello.example"\'',
    'operations:',
    '  hello: { request: POST /hello, body: hello.schema.json }',
    'rules: [hello]',
    '',
  ].join('\n'),
  'hello.schema.json': '{ "type": "object", "properties": { "name": {} } }',
  'hello.yaml':
    'rule: hello\nsummary: Says hello.\nwhen: type = "identify"\nsend: hello\nfields:\n  name: traits.name\n',
};
