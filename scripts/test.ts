/**
 * Everything that `npm test` runs: the static checks, then the test projects one after the other.
 * `npm test -- unit lint` runs those alone. The last line counts: a static check is one test.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
}

/** The part of jest's JSON report that is read here. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['src', 'workflows', 'activities', 'api', 'web'];
const MINUTE = 60_000;

const program = (name: string) => path.join(ROOT, 'node_modules', name);

const CHECKS: Record<string, string[]> = {
  types: [program('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  lint: [program('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  format: [program('prettier/bin/prettier.cjs'), '--check', '.'],
  imports: [program('dependency-cruiser/bin/dependency-cruiser.mjs'), '--exclude', '^web/dist/', ...SOURCES],
  unused: [program('knip/bin/knip.js')],
  'api types': ['scripts/generate-api-types.ts', '--check'],
};

/** Files at a time: those that kill processes or drive a browser run alone. */
const PROJECTS: Record<string, number> = {
  unit: 2,
  workflows: 2,
  replay: 2,
  integration: 2,
  faults: 1,
  browser: 1,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a script under this Node; its output goes to the terminal. Ended when it takes longer than `limitMs`. */
function run(script: string[], limitMs: number, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, script, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const timer = setTimeout(() => {
      say(`took longer than ${limitMs / MINUTE} minutes, ended`);
      child.kill('SIGKILL');
    }, limitMs);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

async function check(name: string, script: string[]): Promise<Count> {
  say(`\n== ${name}`);
  const passed = await run(script, 15 * MINUTE);
  return passed
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [name] };
}

function readReport(file: string, project: string): Count {
  let report: JestReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [`${project}: jest gave no report`] };
  }
  const failures = report.testResults.flatMap((result) =>
    result.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${path.relative(ROOT, result.name)}: ${fullName}`),
  );
  // A file that could not be loaded, or whose hooks failed, has failed though none of its tests has.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...failures,
      ...broken.map(({ name }) => `${path.relative(ROOT, name)}: the file did not run`),
    ],
  };
}

async function jest(project: string, files: number, folder: string): Promise<Count> {
  say(`\n== ${project} tests`);
  const report = path.join(folder, `${project}.json`);
  const script = [
    ...[program('jest/bin/jest.js'), '--selectProjects', project, '--passWithNoTests', '--silent'],
    ...['--maxWorkers', String(files), '--json', '--outputFile', report],
  ];
  const env = {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  };
  const succeeded = await run(script, 40 * MINUTE, env);
  const count = readReport(report, project);
  if (succeeded || count.failed > 0) return count;
  return { ...count, failed: 1, failures: [`${project}: jest failed outside of its tests`] };
}

async function main(wanted: string[]): Promise<number> {
  const known = [...Object.keys(CHECKS), ...Object.keys(PROJECTS)];
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    say(`there is no ${unknown.join(', ')}; there are ${known.join(', ')}`);
    return 2;
  }
  const chosen = (name: string) => wanted.length === 0 || wanted.includes(name);
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-reports-'));
  const counts: Count[] = [];
  for (const [name, script] of Object.entries(CHECKS))
    if (chosen(name)) counts.push(await check(name, script));
  for (const [name, files] of Object.entries(PROJECTS)) {
    if (chosen(name)) counts.push(await jest(name, files, folder));
  }
  rmSync(folder, { recursive: true, force: true });
  const sum = (part: 'passed' | 'failed' | 'skipped') =>
    counts.reduce((total, count) => total + count[part], 0);
  const failures = counts.flatMap((count) => count.failures);
  if (failures.length > 0) say(`\nfailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
  say(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
