import { ingestCodes } from '../failure.ts';
import { limits } from '../limits.ts';

const json = (schema: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } });
const refusal = (description: string, headers?: object) => ({
  description,
  content: json('refusal'),
  ...(headers && { headers }),
});

const megabytes = limits.bodyBytes / 1024 ** 2;
const codes = Object.entries(ingestCodes).map(([code, meaning]) => `- \`${code}\`: ${meaning}`);

const script = { 'text/javascript': { schema: { type: 'string' } } };

/**
 * What is answered, by the names that operations use. Clients read the status alone: 2xx ends the matter for the whole request, after
 * any 4xx but 408 and 429 they delete it, after everything else they send it again.
 */
export const answers: Readonly<Record<string, unknown>> = {
  Taken: {
    description: `Every call is stored, or was before. A call that Segment itself would refuse costs its neighbours nothing: it is kept as failed on ingest, with a code.\n\n${codes.join('\n')}`,
    content: json('success'),
  },
  NotRead: refusal('The body is no JSON, or begins as gzip and is none. Sending it again helps nobody.'),
  UnknownKey: refusal(
    'The write key never belonged to a source. A retired one, or that of a disabled source, gets 200.',
  ),
  TooLarge: refusal(`The body is larger than ${megabytes} MB, packed or unpacked.`),
  TooMuch: refusal('The source sends faster than it may, or too many calls wait to be delivered.', {
    'Retry-After': { required: true, description: 'Seconds', schema: { type: 'integer', minimum: 1 } },
  }),
  InDoubt: refusal('Calls cannot be stored now, or the server stops. Nothing is lost when they are sent again.'),
  Picture: { description: 'A GIF of one point, whatever became of the call', content: { 'image/gif': {} } },
  Settings: { description: 'The settings of the source as they are now', content: json('settings') },
  Script: { description: 'The script', content: script },
  Unchanged: { description: 'It is what the client has already' },
  NotServed: refusal('No source has this write key, or there is no such script.'),
};
