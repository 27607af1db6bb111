import { expect, test } from 'vitest';
// @ts-expect-error plain JavaScript, which old Nodes can run
import { readAudit } from '../run/audit.mjs';

test('an audit names what was found', () => {
  const advisory = {
    module_name: 'left-pad',
    vulnerable_versions: '<1.3.0',
    severity: 'high',
    title: 'pads on the right',
    url: 'https://advisories.example/1',
  };
  expect(readAudit(JSON.stringify({ advisories: { 1: advisory } }))).toEqual({
    found: ['left-pad <1.3.0: high, pads on the right (https://advisories.example/1)'],
  });
  expect(readAudit(`a warning\n${JSON.stringify({ advisories: {}, metadata: {} })}`)).toEqual({ found: [] });
});

test('a registry that answers no audit is no clean audit', () => {
  const message = 'The audit endpoint (at https://registry.example/audit) responded with 405: ';
  expect(readAudit(JSON.stringify({ error: { code: 'BAD', message } }))).toEqual({
    unanswered: 'The audit endpoint responded with 405:',
    found: [],
  });
  expect(readAudit('connect ECONNREFUSED\n')).toEqual({ unanswered: 'connect ECONNREFUSED', found: [] });
});
