import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProgram, theServer } from './program.ts';
import { apiKey } from './server.ts';

/** Whether system calls can be watched here. */
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('that calls are synced before the answer is NOT tested: strace is missing, or not allowed here');
    return false;
  }
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-sync-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const requests = 20;

describe.skipIf(!canTrace())('what is acknowledged', () => {
  it('was synced to disk between its arrival and the 200', async () => {
    const mapping = new URL('../../../../mappings/connect', import.meta.url).pathname;
    // Calls of a source that is disabled are kept and not delivered, so that every sync is one of taking in.
    const source = `{ name: website, enabled: false, writeKeys: [k1], destinations: [{ settings: { apiKey: ${apiKey} } }] }`;
    const text = `{ listen: 127.0.0.1:0, admin: 127.0.0.1:0, data: calls, mapping: ${mapping}, sources: [${source}] }`;
    writeFileSync(join(folder, 'crosswalk.yaml'), text);
    const calls = 'trace=read,write,writev,sendto,sendmsg,fsync,fdatasync';
    const under = ['strace', '-f', '-s', '32', '-e', calls, '-o', join(folder, 'trace')];
    const server = startProgram(['crosswalk.yaml'], folder, { ...theServer, under });
    const { address } = await server.listens;
    for (let n = 0; n < requests; n++) {
      const headers = { authorization: `Basic ${btoa('k1:')}` };
      const body = JSON.stringify({ userId: 'u1', event: 'Paid' });
      expect((await fetch(`${address}/v1/track`, { method: 'POST', body, headers })).status).toBe(200);
    }
    process.kill(Number(readFileSync(join(folder, 'calls', 'owner'), 'utf8')), 'SIGTERM');
    await server.ended;
    expect(syncedBefore200(readFileSync(join(folder, 'trace'), 'utf8'))).toEqual(new Array(requests).fill(true));
  });
});

/** For each 200 of a trace, whether a sync ended between the arrival of its request and the answer. */
function syncedBefore200(trace: string): boolean[] {
  const found: boolean[] = [];
  let isSynced = false;
  for (const line of trace.split('\n')) {
    if (line.includes('"POST /v1/track')) isSynced = false;
    else if (/f(data)?sync.*= 0$/.test(line)) isSynced = true;
    else if (/ (write|writev|sendto|sendmsg)\(.*"HTTP\/1\.1 200/.test(line)) found.push(isSynced);
  }
  return found;
}
