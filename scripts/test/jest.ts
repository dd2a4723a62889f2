import path from 'node:path';
import { readReport, type Outcome } from './report.ts';
import { MINUTE, ROOT, run, say } from './run.ts';

const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');

/** One call of jest over some of the projects of jest.config.js, so many files at a time. */
export interface JestCall {
  name: string;
  projects: string[];
  files: number;
  /** Further arguments of jest. */
  args?: string[];
}

/** Runs it. `folder` takes the report. */
export async function jest({ name, projects, files, args = [] }: JestCall, folder: string, live = true) {
  const report = path.join(folder, `report-${name.replaceAll(/\W+/g, '-')}.json`);
  const script = [
    ...[JEST, '--selectProjects', ...projects, '--passWithNoTests', '--silent'],
    ...['--maxWorkers', String(files), '--json', '--outputFile', report, ...args],
  ];
  const env = {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  };
  if (live) say(`\n== ${name}`);
  const { passed, output } = await run(script, { limitMs: 40 * MINUTE, env, live });
  if (!live) say(`\n== ${name}\n${output}`);
  return readReport(report, name, passed) satisfies Outcome;
}
