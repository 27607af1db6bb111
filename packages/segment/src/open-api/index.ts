import { limits } from '../limits.ts';
import { answers } from './answers.ts';
import { paths } from './operations.ts';
import { schemas } from './schemas.ts';

/** An OpenAPI 3.1 document: plain JSON. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

const description = `What Segment's SDKs send, and what they ask for. Give an SDK this host in place of Segment's; nothing else changes.

Bodies are read as JSON whatever their content type says, packed with gzip or not. A write key is the user name of Basic, or stands
in the body, in each call, or in the query. Browsers may ask from every site; preflights need no key.

A call may have ${limits.callBytes / 1024} KB, a messageId of ${limits.messageId} characters and ${limits.depth} levels of objects in one another, a batch \
${limits.batchCalls} calls, a request ${limits.bodyBytes / 1024 ** 2} MB. What is above fails alone, but for the last, which is a 413.`;

/**
 * Describes the HTTP API that Segment's SDKs speak, made from the schemas, limits and paths that are in force. The same
 * every time; its address is wherever it was loaded from.
 */
export function openApi(): OpenApi {
  return {
    openapi: '3.1.1',
    info: { title: "Crosswalk: the HTTP API of Segment's SDKs", version: '1', description },
    servers: [{ url: '/', description: 'Where this description was loaded from' }],
    tags: [
      { name: 'calls', description: 'Calls come in' },
      { name: 'settings', description: 'What an SDK asks for before it sends' },
      { name: 'scripts', description: 'What a page loads' },
    ],
    paths: paths(),
    components: { schemas: schemas(), responses: answers, securitySchemes },
  };
}

const securitySchemes = {
  user: { type: 'http', scheme: 'basic', description: 'The write key as user name, without a password' },
  query: { type: 'apiKey', in: 'query', name: 'writeKey', description: 'For those who can send no headers' },
};
