import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { checks } from '../src/checks/index.ts';
import { repositoryAt } from '../src/repository.ts';

const repository = repositoryAt(fileURLToPath(new URL('../../..', import.meta.url)));

describe('this repository', () => {
  for (const check of checks) {
    test(check.holds, () => {
      expect(report(check.find(repository))).toBe('');
    });
  }
});
