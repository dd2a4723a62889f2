/** What the parts of a run came to. A static check counts as one test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, say } from './run.ts';

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  /** Seconds of each test. */
  tests: { name: string; seconds: number }[];
}

/** The part of jest's JSON report that is read here. */
interface JestReport {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string; duration?: number | null }[];
  }[];
}

const LONGEST = 10;

export const outcomeOfCheck = (name: string, passed: boolean): Outcome => ({
  passed: passed ? 1 : 0,
  failed: passed ? 0 : 1,
  skipped: 0,
  failures: passed ? [] : [name],
  tests: [],
});

/** What jest wrote to a file; a run that wrote nothing, or failed outside of its tests, is a failure by itself. */
export function readReport(file: string, part: string, succeeded: boolean): Outcome {
  let report: JestReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch {
    return { ...outcomeOfCheck(`${part}: jest gave no report`, false) };
  }
  const results = report.testResults.map((result) => ({ ...result, file: path.relative(ROOT, result.name) }));
  const tests = results.flatMap(({ file: where, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, name: `${where}: ${test.fullName}` })),
  );
  // A file that could not be loaded, or whose hooks failed, has failed though none of its tests has.
  const broken = results.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = [
    ...tests.filter(({ status }) => status === 'failed').map(({ name }) => name),
    ...broken.map(({ file: where }) => `${where}: the file did not run`),
  ];
  if (failures.length === 0 && !succeeded) failures.push(`${part}: jest failed outside of its tests`);
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    tests: tests.map(({ name, duration }) => ({ name, seconds: (duration ?? 0) / 1000 })),
  };
}

/** Prints what failed, the longest tests, how long each phase took, and the line that counts. True: all passed. */
export function summarise(outcomes: Outcome[], phases: { name: string; seconds: number }[]): boolean {
  const sum = (part: 'passed' | 'failed' | 'skipped') =>
    outcomes.reduce((total, outcome) => total + outcome[part], 0);
  const tests = outcomes.flatMap((outcome) => outcome.tests).sort((a, b) => b.seconds - a.seconds);
  if (tests.length > 0) say('\nthe longest tests:');
  for (const { name, seconds } of tests.slice(0, LONGEST)) say(`  ${seconds.toFixed(1)} s  ${name}`);
  say('\nphases:');
  for (const { name, seconds } of phases) say(`  ${seconds.toFixed(0)} s  ${name}`);
  say(`  ${phases.reduce((total, { seconds }) => total + seconds, 0).toFixed(0)} s  altogether`);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  if (failures.length > 0) say(`\nfailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
  say(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') === 0;
}
