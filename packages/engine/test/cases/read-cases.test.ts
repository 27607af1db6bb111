import { render } from '@crosswalk/diagnostics';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../src/cases/index.ts';
import { destinationOf } from './destination.ts';

const known = destinationOf({});
const file = 'identify.cases.yaml';
const frame = (text: string, name = file) => {
  const { diagnostics } = readCases({ [name]: text }, known);
  return render(diagnostics, { sources: { [name]: text } });
};

describe('a cases file', () => {
  it('is read with its settings, times and expectations', () => {
    const { files, diagnostics } = readCases({
      [file]: `
settings: { apiKey: abc }
now: 2026-01-02T03:04:05.678Z
cases:
  - name: a user without an email
    event: { type: identify, userId: u1 }
    sends:
      - identify: { user_id: u1 }
    warns: [R407 timezone, R402 email]
  - name: an anonymous call
    now: 2026-01-02T03:04:05+01:00
    settings: { sendPages: false }
    event: 42
    skips: Nobody is there
  - name: a user without ids
    event: {}
    rejects: [R401 user_id]
`,
    });
    expect(diagnostics).toEqual([]);
    const [first, second, third] = files[0]!.cases;
    expect(files[0]!.settings).toEqual({ apiKey: 'abc' });
    expect(first!.now).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
    expect(first!.expected).toEqual({
      sends: [{ identify: { user_id: 'u1' } }],
      warns: ['R402 email', 'R407 timezone'],
    });
    expect(second).toMatchObject({ event: 42, now: Date.UTC(2026, 0, 2, 2, 4, 5), settings: { sendPages: false } });
    expect(second!.expected).toEqual({ skips: 'Nobody is there' });
    expect(third!.expected).toEqual({ rejects: ['R401 user_id'] });
  });

  it('shows every mistake at once, each at its place', () => {
    const text = `now: 2026-01-02
cases:
  - name: a user
    event: {}
    sends: [{ idenfity: {} }]
  - name: a user
    event: {}
    skips: Nobody
    warns: [R470 email]
`;
    expect(frame(text)).toBe(`error[M311]: a time with its zone is wanted here, such as 2026-01-02T03:04:05.678Z
   ┌─ identify.cases.yaml:1:6
   │
 1 │ now: 2026-01-02
   │      ^^^^^^^^^^

error[M311]: two cases of this file have the same name
   ┌─ identify.cases.yaml:6:11
   │
 6 │   - name: a user
   │           ^^^^^^
   ├─ identify.cases.yaml:3:11
   │
 3 │   - name: a user
   │           ------ the first one

error[M301]: no operation is named idenfity
   ┌─ identify.cases.yaml:5:15
   │
 5 │     sends: [{ idenfity: {} }]
   │               ^^^^^^^^ did you mean identify?
   │
   = operations of this destination: identify, track

error[M311]: warnings go with requests, so \`warns\` stands beside \`sends\` only
   ┌─ identify.cases.yaml:9:5
   │
 9 │     warns: [R470 email]
   │     ^^^^^

error[M311]: a code is wanted here, and behind it the field: R407 timezone
   ┌─ identify.cases.yaml:9:13
   │
 9 │     warns: [R470 email]
   │             ^^^^^^^^^^ did you mean R407 email?
   │
   = codes: R401, R402, R403, R404, R405, R406, R407, R408`);
  });

  it('without a told time is told a fixed one, since a case must give the same tomorrow', () => {
    const { files } = readCases({ [file]: 'cases: [{ name: a user, event: {}, skips: Nobody }]' });
    expect(files[0]!.cases[0]!.now).toBe(Date.UTC(2026, 0, 1));
  });

  it('may stand beside destination.yaml', () => {
    const text = 'now: 2026-01-02T03:04:05Z\ncases: [{ name: a call of no kind, event: {}, skips: Nobody takes it }]\n';
    expect(frame(text, 'destination.cases.yaml')).toBe('');
  });

  it('that stands beside no rule is pointed out', () => {
    const text = 'now: 2026-01-02T03:04:05Z\ncases: [{ name: a user, event: {}, skips: Nobody }]\n';
    expect(frame(text, 'identfy.cases.yaml')).toContain('did you mean identify.cases.yaml?');
    expect(readCases({ 'identfy.cases.yaml': text }, known).files).toHaveLength(1);
  });

  it('of a broken form gives its diagnostics and no cases', () => {
    const { files, diagnostics } = readCases({ [file]: 'cases:\n  - nmae: x\n    event: {}\n    skips: y\n' }, known);
    expect(files).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['M103', 'M102']);
  });
});
