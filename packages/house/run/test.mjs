import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './process.mjs';
import { setup } from './setup.mjs';
import { notes } from './toolchain.mjs';

/**
 * Everything that must hold: the build, lint and formatting, types, and all tests (the checks of structure are tests of
 * this package); in the long form also `audit`, which asks the registry. The last line on stdout counts them, each check that
 * is not a test as one. Arguments go to vitest.
 */
export async function test(args, env = {}, audit = undefined) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const count = (ok) => tally[ok ? 'passed' : 'failed']++;
  if (await setup()) {
    count(true);
    count(await step('lint and format', 'biome', ['check', '--colors=off', '--error-on-warnings', '.']));
    count(await step('types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']));
    await runVitest(args, env, tally);
    if (audit) await countAudit(audit, tally);
  } else count(false);
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
  return tally.failed === 0 ? 0 : 1;
}

async function countAudit(audit, tally) {
  const { status, wasAudited } = await audit();
  tally[status !== 0 ? 'failed' : wasAudited ? 'passed' : 'skipped']++;
}

async function runVitest(args, env, tally) {
  const report = join(notes, 'vitest.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const summary = () => {
    const { passed, failed, files } = readReport(report);
    return `${passed + failed} in ${files} files`;
  };
  const ok = await step('tests', 'vitest', ['run', ...reporters, ...args], { env, summary });
  const { passed, failed, skipped } = readReport(report);
  tally.passed += passed;
  tally.skipped += skipped;
  // A crash, an unhandled error or a filter that finds nothing fails the run without a failed test.
  tally.failed += failed === 0 && (!ok || passed === 0) ? 1 : failed;
}

/** Counts of vitest's JSON report; zeros when there is none. A file that could not be loaded counts as one failed test. */
export function readReport(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0, files: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    files: report.testResults.length,
  };
}
