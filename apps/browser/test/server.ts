import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../http/dist/main.js', import.meta.url));

/** The server for Segment's SDKs as a process of its own, from the sources of its crosswalk.yaml. */
export async function startServer(sources: string, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-browser-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const mapping = fileURLToPath(new URL('../../../mappings/connect', import.meta.url));
  const head = `listen: 127.0.0.1:0\nadmin: 127.0.0.1:0\nmapping: ${mapping}\nsources:\n`;
  writeFileSync(join(folder, 'crosswalk.yaml'), head + sources);
  const child = spawn(process.execPath, [main], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let address: string | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    address = /takes calls on (\S+)/.exec(said)?.[1];
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (address === undefined) {
    if (child.exitCode !== null) throw new Error(`The server did not start. Is it built? ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    address,
    async stop() {
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}
