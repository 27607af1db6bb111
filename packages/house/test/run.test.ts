import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const inHouse = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const runModule = (name: string) => JSON.stringify(new URL(`../run/${name}`, import.meta.url).href);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node to its end; `told` is called with what it has printed so far. */
function node(
  args: string[],
  told: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      told(stdout, (signal) => child.kill(signal));
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const script = (text: string, told?: Parameters<typeof node>[1]) => node(['--input-type=module', '-e', text], told);

describe('the commands', () => {
  test('an unknown one ends in 2 and names those that exist', async () => {
    const { code, stderr } = await node([inHouse('run.mjs'), 'tset']);
    expect(code).toBe(2);
    expect(stderr).toContain('setup|start|crosswalk|test|test:long|test:chaos|audit|bench|docs');
  });

  test('the top-level package.json names them and no others', () => {
    const { scripts } = JSON.parse(readFileSync(inHouse('../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const called = Object.entries(scripts).filter(([, script]) => script.includes('run.mjs'));
    for (const [name, script] of called) expect(script).toBe(`node packages/house/run.mjs ${name}`);
    expect(called.map(([name]) => name).toSorted()).toEqual([
      'audit',
      'bench',
      'crosswalk',
      'docs',
      'setup',
      'start',
      'test',
      'test:chaos',
      'test:long',
    ]);
  });
});

describe('a step', () => {
  const step = (command: string, options = '') =>
    script(`
      const { step } = await import(${runModule('process.mjs')});
      const ok = await step('build', process.execPath, ['-e', ${JSON.stringify(command)}], {${options}});
      console.log(ok);
    `);

  test('that succeeds is one line on stderr', async () => {
    const { stdout, stderr } = await step(
      "console.log('much'); console.error('more')",
      "summary: (text) => text.length + ' letters'",
    );
    expect(stdout).toBe('true\n');
    expect(stderr).toMatch(/^✓ build, 10 letters, \d+\.\d s\n$/);
  });

  test('that had nothing to do is no line at all', async () => {
    const { stdout, stderr } = await step("console.log('cached')", "isNews: (text) => !text.includes('cached')");
    expect(stdout + stderr).toBe('true\n');
  });

  test('that fails shows all that it printed', async () => {
    const { stdout, stderr } = await step("console.log('much'); console.error('more'); process.exit(3)");
    expect(stdout).toBe('false\n');
    expect(stderr).toMatch(/^✗ build, \d+\.\d s\n\n(much\nmore|more\nmuch)\n\n$/);
  });

  test('whose program does not exist fails with a word about it', async () => {
    const { stdout, stderr } = await script(`
      const { step } = await import(${runModule('process.mjs')});
      console.log(await step('build', 'crosswalk-no-such-program', []));
    `);
    expect(stdout).toBe('false\n');
    expect(stderr).toContain('crosswalk-no-such-program: spawn');
  });
});

describe('a program', () => {
  const program = (text: string, told?: Parameters<typeof node>[1]) =>
    script(
      `
        const { program } = await import(${runModule('process.mjs')});
        process.exitCode = await program(process.execPath, ['-e', ${JSON.stringify(text)}]);
        console.log('after it');
      `,
      told,
    );

  test('gives its exit status', async () => {
    expect((await program('process.exit(7)')).code).toBe(7);
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s passed on, once, and is waited for',
    async (signal) => {
      const text = `
        process.on('${signal}', () => { console.log('stopping'); setTimeout(() => process.exit(5), 300); });
        setInterval(() => {}, 1000);
        console.log('ready');
      `;
      let told = false;
      const ended = await program(text, (stdout, kill) => {
        if (told || !stdout.includes('ready')) return;
        told = true;
        kill(signal);
        setTimeout(() => kill(signal), 50);
      });
      expect(ended).toMatchObject({ code: 5, stdout: 'ready\nstopping\nafter it\n' });
    },
  );

  test.skipIf(process.platform === 'win32')('is stopped when whoever started us is gone', async () => {
    const text =
      "process.on('SIGTERM', () => { console.log('stopping'); process.exit(0); }); setInterval(() => {}, 1000); console.log('ready');";
    const ours = `const { program } = await import(${runModule('process.mjs')}); await program(process.execPath, ['-e', ${JSON.stringify(text)}]);`;
    const shell = `
      const { spawn } = await import('node:child_process');
      spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(ours)}], { stdio: 'inherit' });
    `;
    const ended = await script(shell, (stdout, kill) => {
      if (stdout === 'ready\n') kill('SIGKILL');
    });
    expect(ended.stdout).toBe('ready\nstopping\n');
  });

  test.skipIf(process.platform === 'win32')('that was killed gives 128 and the number of the signal', async () => {
    expect((await program("process.kill(process.pid, 'SIGKILL')")).code).toBe(137);
  });
});

describe('the count of tests', () => {
  const read = async (file: string) => {
    const text = `
      const { readReport } = await import(${runModule('test.mjs')});
      console.log(JSON.stringify(readReport(${JSON.stringify(inHouse(file))})));
    `;
    return JSON.parse((await script(text)).stdout) as unknown;
  };

  test('a file that could not be loaded counts as one failed test', async () => {
    expect(await read('fixtures/vitest/one-of-each.json')).toEqual({ passed: 3, failed: 2, skipped: 3, files: 3 });
  });

  test('without a report there is nothing to count', async () => {
    expect(await read('fixtures/vitest/absent.json')).toEqual({ passed: 0, failed: 0, skipped: 0, files: 0 });
  });
});
