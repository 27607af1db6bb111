import {
  bundlePath,
  callPaths,
  figuresPath,
  keylessSettingsPaths,
  type PathKind,
  pagePluginPath,
  pixelPaths,
  scriptPaths,
  settingsPaths,
} from '../paths.ts';

type Operations = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const answer = (name: string) => ({ $ref: `#/components/responses/${name}` });
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const inPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const key = inPath('key', 'The write key');
const anyKey = [{ user: [] }, { query: [] }, {}];

/** Every path, with what is asked and answered there. */
export function paths(): Operations {
  const all = [
    ...Object.entries(callPaths).map(([path, kind]) => [path, { post: calls(kind) }] as const),
    [figuresPath, { post: figures }] as const,
    ...Object.entries(pixelPaths).map(([path, kind]) => [path, { get: picture(kind) }] as const),
    ...settingsPaths.map((path) => [path, { get: settings([key]) }] as const),
    ...keylessSettingsPaths.map((path) => [path, { get: { ...settings([]), security: anyKey } }] as const),
    ...scriptPaths.map((path) => [path, { get: script('Analytics.js with this write key', [key]) }] as const),
    [
      bundlePath,
      { get: script('A part that analytics.js loads when it needs it', [inPath('name', 'Its file')]) },
    ] as const,
    [
      pagePluginPath,
      {
        get: script('A script that maps and sends in the page itself', [
          key,
          inPath('hash', 'The hash of its content'),
        ]),
      },
    ] as const,
    ['/openapi.json', { get: self }] as const,
  ];
  return Object.fromEntries(all);
}

function calls(kind: PathKind) {
  // Proxies are known to send every body to one path, so each path takes a batch as well.
  const body = kind === 'batch' ? schema('batch') : { anyOf: [schema(kind), schema('batch')] };
  const content = { schema: body };
  return {
    tags: ['calls'],
    summary: kind === 'batch' ? 'Many calls' : `A call of the type ${kind}, if it tells no other`,
    security: anyKey,
    requestBody: { required: true, content: { 'application/json': content, '*/*': content } },
    responses: {
      200: answer('Taken'),
      400: answer('NotRead'),
      401: answer('UnknownKey'),
      413: answer('TooLarge'),
      429: answer('TooMuch'),
      503: answer('InDoubt'),
    },
  };
}

const figures = {
  tags: ['calls'],
  summary: 'What analytics.js counts of itself: no calls, and nobody reads them',
  requestBody: { content: { '*/*': {} } },
  responses: {
    200: { description: 'As always', content: { 'application/json': { schema: schema('success') } } },
    413: answer('TooLarge'),
    503: answer('InDoubt'),
  },
};

function picture(kind: PathKind) {
  const data = { type: 'string', contentEncoding: 'base64', description: 'The call as JSON' };
  const dots = 'Without data, each parameter is a field of the call; dots lead inside: properties.subject=Hello';
  return {
    tags: ['calls'],
    summary: `A call of the type ${kind}, as the address of a picture in an e-mail`,
    security: anyKey,
    parameters: [
      { name: 'data', in: 'query', schema: data },
      { name: 'fields', in: 'query', description: dots, schema: { type: 'object', additionalProperties: true } },
    ],
    responses: { 200: answer('Picture'), 503: answer('InDoubt') },
  };
}

const settings = (parameters: readonly object[]) => ({
  tags: ['settings'],
  summary: 'Settings of a source',
  parameters,
  responses: { 200: answer('Settings'), 304: answer('Unchanged'), 404: answer('NotServed'), 503: answer('InDoubt') },
});

const script = (summary: string, parameters: readonly object[]) => ({
  tags: ['scripts'],
  summary,
  parameters,
  responses: { 200: answer('Script'), 304: answer('Unchanged'), 404: answer('NotServed'), 503: answer('InDoubt') },
});

const self = {
  tags: ['settings'],
  summary: 'This description',
  responses: {
    200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } },
    304: answer('Unchanged'),
    503: answer('InDoubt'),
  },
};
