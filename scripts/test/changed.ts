/** What a change touches: the files of the working tree that differ from a revision, and the tests that reach them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { JestCall } from './jest.ts';
import { ROOT } from './run.ts';

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);

/** Changed and new files that exist, relative to the project. Without a revision: what is not committed. */
export function changedFiles(since = 'HEAD'): string[] {
  const files = [
    ...git('diff', '--name-only', '--diff-filter=d', since),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
  return [...new Set(files)].filter((file) => existsSync(path.join(ROOT, file)));
}

const isCode = (file: string) => /\.(ts|tsx)$/.test(file);
/** Runs in the API or the worker, which tests of whole processes start without importing them. */
const isServer = (file: string) => /^(src\/(?!dev\/)|api\/|workflows\/|activities\/)/.test(file);
const isPage = (file: string) => /^(web\/|test\/browser\/|api\/)/.test(file);

/** One call of jest for test files that are named, whatever their projects. */
export function callForTests(files: string[]): JestCall {
  const projects = [...new Set(files.map((file) => file.split('/')[1] ?? ''))];
  return { name: 'named tests', projects, files: 2, args: ['--runTestsByPath', ...files] };
}

/** The calls of jest for these files. Kill tests are left to a whole run. */
export function callsFor(files: string[]): JestCall[] {
  const code = files.filter(isCode);
  const calls: JestCall[] = [];
  const projects = ['unit', 'workflows', 'replay', 'integration', 'faults'];
  if (code.length > 0) {
    calls.push({ name: 'related tests', projects, files: 2, args: ['--findRelatedTests', ...code] });
  }
  if (files.some(isServer)) {
    const args = ['--testPathPatterns', 'integration/acceptance', 'integration/stack/whole-stack', 'replay'];
    calls.push({ name: 'whole product', projects: ['integration', 'replay'], files: 2, args });
  }
  if (files.some(isPage)) calls.push({ name: 'browser', projects: ['browser'], files: 1 });
  return calls;
}
