import { describe, expect, it } from 'vitest';
import { fixture, run } from '../run.ts';

const shown = (text: string) => text.replaceAll(/\S*test\/fixtures\//g, '');

describe('crosswalk test', () => {
  it('tells that all cases passed, and what no case reaches', async () => {
    const { status, stdout, stderr } = await run(['test', fixture('letters')]);
    expect(shown(stderr)).toBe('');
    expect(shown(stdout)).toBe(`✓ letters/welcome.cases.yaml  4 cases
2 of 5 fields are reached by cases
  · welcome: no case reaches home, home.city
  · farewell: no case reaches this rule
✓ letters: 4 cases passed
`);
    expect(status).toBe(0);
  });

  it('shows a failed case field by field, expected against got', async () => {
    const { status, stdout } = await run(['test', fixture('failing')]);
    expect(shown(stdout)).toMatchSnapshot();
    expect(status).toBe(1);
  });

  it('runs only the cases that are asked for, and leaves coverage out', async () => {
    const { status, stdout } = await run(['test', fixture('failing'), '--only', 'THIS ONE']);
    expect(shown(stdout)).toBe('✓ failing/welcome.cases.yaml  1 case\n✓ failing: 1 case passed\n');
    expect(status).toBe(0);
    const none = await run(['test', fixture('failing'), '--only', 'no such case']);
    expect(none).toMatchObject({ status: 1, stdout: expect.stringContaining('there was no case to run') });
  });

  it('runs nothing when the mapping has mistakes', async () => {
    const { status, stdout, stderr } = await run(['test', fixture('broken')]);
    expect(stdout).toContain('has mistakes, so no case was run');
    expect(stderr).toContain('error[M102]');
    expect(status).toBe(1);
  });

  it('gives results to other programs as JSON', async () => {
    const { status, stdout } = await run(['test', '--json', fixture('failing')]);
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 1,
      failed: 3,
      mappings: [
        {
          cases: [{ name: 'a person is written to where they live', line: 3, passed: false }, {}, {}, { passed: true }],
        },
      ],
    });
    expect(status).toBe(1);
  });
});
