import callsSchema from '../calls.schema.json' with { type: 'json' };

/**
 * The schemas of calls, which are held against `normalise` by its tests, under the names that OpenAPI wants; and those of what is
 * answered.
 */
export function schemas(): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(callsSchema.$defs).replaceAll('"#/$defs/', '"#/components/schemas/');
  return { ...(JSON.parse(text) as object), ...ofAnswers };
}

const map = { type: 'object', additionalProperties: { type: 'object' } };

const ofAnswers = {
  success: {
    type: 'object',
    required: ['success'],
    properties: { success: { const: true } },
  },
  refusal: {
    type: 'object',
    required: ['success', 'message'],
    properties: {
      success: { const: false },
      message: { type: 'string', description: 'For people; clients read the status alone' },
    },
  },
  settings: {
    description: 'Settings of a source as analytics.js, Kotlin, Swift and React Native read them.',
    type: 'object',
    required: ['integrations', 'plan', 'remotePlugins', 'middlewareSettings', 'edgeFunction', 'metrics'],
    properties: {
      integrations: {
        ...map,
        description: 'The destinations by name, and under Segment.io how calls are sent.',
        required: ['Segment.io'],
        properties: {
          'Segment.io': {
            type: 'object',
            required: ['apiKey', 'apiHost', 'protocol'],
            properties: {
              apiKey: { type: 'string', description: 'The write key' },
              apiHost: { type: 'string', description: 'Host and /v1, without a protocol' },
              protocol: { enum: ['http', 'https'] },
              deliveryStrategy: { type: 'object', description: 'How analytics.js sends: in batches, or one by one' },
            },
          },
        },
      },
      plan: map,
      remotePlugins: {
        description: 'Scripts that map and send in the page itself.',
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'creationName', 'libraryName', 'url', 'settings'],
          properties: { url: { type: 'string', format: 'uri' }, settings: { type: 'object' } },
        },
      },
      middlewareSettings: { type: 'object' },
      edgeFunction: { type: 'object' },
      metrics: { type: 'object' },
    },
  },
};
