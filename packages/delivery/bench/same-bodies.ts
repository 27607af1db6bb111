import { strict as assert } from 'node:assert';
import { writeCalls } from './call-file.ts';
import { newFolder, startServer } from './crosswalk.ts';
import { start } from './program.ts';
import { startSink } from './sink.ts';

type Bodies = readonly Readonly<Record<string, unknown>>[];

/**
 * Before anything is measured: both contenders bring each call to the sink once, with equal bodies. A track's time is the one
 * exception, as the server corrects the client's clock by each request's own latency. Throws when they differ.
 */
export async function checkSameBodies(calls: number): Promise<void> {
  const { folder, remove } = newFolder();
  const bare = await startSink(0, 'all');
  await start('bare-deliverer', [writeCalls(folder, calls), bare.address, 16]).ended();
  const ours = await startSink(0, 'all');
  const server = await startServer(folder, ours.address);
  await start('load', [server.address, 2, 100, `same ${calls}`, 0, 0]).ended();
  await server.settled();
  const [expected, found] = [byReference(await bare.bodies(), calls), byReference(await ours.bodies(), calls)];
  for (const [reference, body] of expected) assert.deepEqual(found.get(reference), body);
  await Promise.all([server.stop(), bare.stop(), ours.stop()]);
  remove();
}

function byReference(bodies: Bodies, calls: number): Map<unknown, object> {
  assert.equal(bodies.length, calls, 'each call arrives once');
  const found = new Map<unknown, object>();
  for (const { timestamp, ...body } of bodies) {
    const { reference } = (body.attributes ?? body.properties) as { reference: string };
    found.set(reference, { ...body, timed: typeof timestamp });
  }
  assert.equal(found.size, calls, 'each call arrives once');
  return found;
}
