import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import callsSchema from '../src/calls.schema.json' with { type: 'json' };
import { limits } from '../src/index.ts';
import { openApi } from '../src/open-api/index.ts';

test('the description of the API is valid OpenAPI 3.1, and all that it refers to is there', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...openApi() });
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(validator.version).toBe('3.1');
  const text = JSON.stringify(openApi());
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    expect(openApi().components[kind!], name).toHaveProperty(name!);
  }
});

test('the schemas say the limits that are in force', () => {
  const { batch, common } = callsSchema.$defs;
  expect(batch.properties.batch.maxItems).toBe(limits.batchCalls);
  expect(common.properties.messageId.maxLength).toBe(limits.messageId);
});

test('it is plain JSON, the same every time', () => {
  expect(JSON.parse(JSON.stringify(openApi()))).toEqual(openApi());
});
