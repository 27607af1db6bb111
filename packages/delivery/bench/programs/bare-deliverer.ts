// What delivery is measured against: reads requests from a file, maps their calls by hand-written code, posts batches of a
// hundred with undici, and remembers nothing. File, address of the sink, requests under way at a time.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';

const [file, address, slots] = process.argv.slice(2) as string[];
const dispatcher = new Agent({ connections: 64, pipelining: 1 });
const most = 100;
const waiting = { identify: [] as object[], track: [] as object[] };
const underWay = new Set<Promise<void>>();

interface Call {
  readonly type: string;
  readonly userId: string;
  readonly event: string;
  readonly timestamp: string;
  readonly traits: { readonly name: string; readonly email: string; readonly phone: string };
  readonly properties: object;
  readonly context: { readonly timezone: string };
}

function bodyOf({ type, userId, event, timestamp, traits, properties, context }: Call): object {
  if (type !== 'identify') return { user_id: userId, event, properties, timestamp: Date.parse(timestamp) / 1000 };
  const { email, phone, ...attributes } = traits;
  const { name } = traits;
  const blank = name.indexOf(' ');
  return {
    user_id: userId,
    first_name: name.slice(0, blank),
    last_name: name.slice(blank + 1),
    email,
    phone_number: phone,
    timezone: context.timezone,
    attributes,
  };
}

async function post(operation: 'identify' | 'track'): Promise<void> {
  const bodies = waiting[operation].splice(0, most);
  const { body } = await request(`${address}/v2/${operation}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodies),
    dispatcher,
  });
  await body.text();
}

async function send(operation: 'identify' | 'track'): Promise<void> {
  const sending = post(operation).finally(() => underWay.delete(sending));
  underWay.add(sending);
  if (underWay.size >= Number(slots)) await Promise.race(underWay);
}

for await (const line of createInterface({ input: createReadStream(file!) })) {
  const { batch } = JSON.parse(line) as { batch: Call[] };
  for (const call of batch) {
    const operation = call.type === 'identify' ? 'identify' : 'track';
    waiting[operation].push(bodyOf(call));
    if (waiting[operation].length === most) await send(operation);
  }
}
for (const operation of ['identify', 'track'] as const) if (waiting[operation].length > 0) await send(operation);
await Promise.all(underWay);
await dispatcher.close();
