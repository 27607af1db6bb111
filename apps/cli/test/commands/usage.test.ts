import { describe, expect, it } from 'vitest';
import { commands } from '../../src/program.ts';
import { fixture, run } from '../run.ts';

describe('crosswalk', () => {
  it('shows what it can do, and each command with examples', async () => {
    const overview = await run(['--help']);
    expect(overview).toMatchObject({ status: 0, stderr: '' });
    for (const { name, summary, options, examples } of commands) {
      expect(overview.stdout).toContain(summary);
      for (const words of [
        [name, '--help'],
        [name, '-h'],
        ['help', name],
      ]) {
        const { status, stdout } = await run(words);
        expect(status).toBe(0);
        for (const option of Object.keys(options)) expect(stdout).toContain(`--${option}`);
        for (const [line] of examples) expect(stdout).toContain(line);
      }
    }
  });

  it('tells its version', async () => {
    expect(await run(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [[], 'a command is missing'],
    [['chek'], 'did you mean crosswalk check?'],
    [['help', 'tset'], 'did you mean crosswalk test?'],
    [['frobnicate'], 'commands: check, test, map, explain, compile, dead, replay, forget, sources'],
    [['--verbose'], 'a command stands first, not --verbose'],
    [['check'], 'something is missing: crosswalk check DIR...'],
    [['check', 'x', '--jsn'], 'did you mean --json?'],
    [['map', 'x', '--now'], '--now wants a value: TIME'],
    [['map', 'x', '--now', 'tomorrow'], '--now wants a time with its zone'],
    [['check', 'x', '--json=yes'], '--json takes no value'],
    [['map', 'a', 'b', 'c'], 'one argument too many: c'],
    [['check', 'x', '--constructor'], 'knows no option --constructor'],
  ])('%j ends with status 2 and says what was meant', async (words, says) => {
    const { status, stdout, stderr } = await run(words);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('crosswalk check', () => {
  it('says what a mapping holds when all is well', async () => {
    const { status, stdout, stderr } = await run(['check', fixture('letters')]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^✓ .*letters: letters 1\.2\.3\+[0-9a-f]{12}, 2 rules, 4 cases: 0 errors, 0 warnings\n$/);
    expect(status).toBe(0);
  });

  it('shows all mistakes of all folders as frames on stderr', async () => {
    const { status, stdout, stderr } = await run(['check', fixture('broken'), fixture('letters'), fixture('nowhere')]);
    expect(stderr).toContain('did you mean send?');
    expect(stderr).toContain('did you mean $uppercase?');
    expect(stderr).toMatch(/error\[M117\]: .*nowhere is not there/);
    expect(stdout.match(/^[✓✗]/gmu)).toEqual(['✗', '✓', '✗']);
    expect(status).toBe(1);
  });

  it('gives them to other programs as JSON on stdout', async () => {
    const { status, stdout, stderr } = await run(['check', '--json', fixture('broken'), fixture('letters')]);
    const { mappings, errors } = JSON.parse(stdout) as {
      mappings: { diagnostics: { code: string; labels: object[] }[] }[];
      errors: number;
    };
    expect(stderr).toBe('');
    expect(mappings).toMatchObject([
      { diagnostics: expect.anything() },
      { name: 'letters', cases: 4, diagnostics: [] },
    ]);
    expect(mappings[0]!.diagnostics.find(({ code }) => code === 'M102')!.labels[0]).toMatchObject({
      line: 3,
      column: 1,
    });
    expect(errors).toBe(mappings[0]!.diagnostics.length);
    expect(status).toBe(1);
  });
});
