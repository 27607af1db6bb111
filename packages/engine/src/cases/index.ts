export type { Case, CaseFile, Expectation } from './case.ts';
export { type Coverage, coverage, type RuleCoverage } from './coverage.ts';
export { type Difference, differences } from './difference.ts';
export { caseFileEnding, type Known, readCases } from './read-cases.ts';
export { type CaseResult, inWords, type Road, runCases } from './run-cases.ts';
