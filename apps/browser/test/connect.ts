import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../connect/dist/main.js', import.meta.url));
export const privateKey = '0123456789abcdef0123456789abcdef';
export const publicKey = `pub-${'a'.repeat(32)}`;

export interface CallLine {
  readonly seq: number;
  readonly kind: string;
  readonly user_id: string;
  readonly guid?: string;
  readonly body: Record<string, unknown>;
}

/** A Connect as a process of its own, which pages of these origins may send to. */
export async function startConnect(origins: readonly string[]) {
  const arguments_ = ['--key', privateKey, '--port', '0', '--public-key', publicKey];
  const child = spawn(process.execPath, [main, ...arguments_, ...origins.flatMap((origin) => ['--origin', origin])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.setEncoding('utf8');
  let said = '';
  while (!said.includes('/feed')) {
    const [text] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
    if (typeof text !== 'string') throw new Error('Connect did not start. Is it built?');
    said += text;
  }
  const address = /listens on (\S+)/.exec(said)![1]!;
  return {
    address,
    /** All that came into effect, in order. */
    async calls(): Promise<CallLine[]> {
      const answer = await fetch(`${address}/api/calls`, { headers: { authorization: `Bearer ${privateKey}` } });
      const text = await answer.text();
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as CallLine]));
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

export type Connect = Awaited<ReturnType<typeof startConnect>>;
