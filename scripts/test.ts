/**
 * Everything that `npm test` runs. `npm test -- unit lint` runs those parts alone, `npm test -- test/…/x.test.ts` test
 * files, `npm test -- changed [REVISION]` what the change since a revision touches, `npm run test:full` everything at full
 * size. The last line counts.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checksOf, CHECKS } from './test/checks.ts';
import { callForTests, callsFor, changedFiles } from './test/changed.ts';
import { jest, type JestCall } from './test/jest.ts';
import { outcomeOfCheck, summarise, type Outcome } from './test/report.ts';
import { inOrder, MINUTE, ROOT, run, say } from './test/run.ts';
import { openRun } from './test/servers.ts';

interface Phase {
  name: string;
  run: (folder: string) => Promise<Outcome[]>;
}

/** Tests wait for the engine more than they compute, so that more files at a time than cores is quicker. */
const TOGETHER = ['workflows', 'replay', 'integration', 'faults', 'browser'];
const FILES_TOGETHER = 5;
const KNOWN = [...Object.keys(CHECKS), 'unit', ...TOGETHER, 'kills'];

async function check(name: string, script: string[]): Promise<Outcome> {
  const { passed, output } = await run(script, { limitMs: 15 * MINUTE });
  say(`\n== ${name}: ${passed ? 'passed' : 'failed'}\n${output.trimEnd()}`);
  return outcomeOfCheck(name, passed);
}

/** Static checks, and the unit tests beside them: two processes at a time. */
function checking(checks: Record<string, string[]>, unit: JestCall | undefined): Phase {
  const jobs = (folder: string) => [
    // The unit tests take longest: begun first, so that both processes end together.
    ...(unit ? [() => jest(unit, folder, false)] : []),
    ...Object.entries(checks).map(
      ([name, script]) =>
        () =>
          check(name, script),
    ),
  ];
  return { name: 'checks and unit tests', run: (folder) => inOrder(jobs(folder), 2) };
}

const testing = (call: JestCall): Phase => ({
  name: call.name,
  run: async (folder) => [await jest(call, folder)],
});

/** The phases of a run of everything, or of the parts named. */
function phasesOf(wanted: string[]): Phase[] {
  const chosen = (name: string) => wanted.length === 0 || wanted.includes(name);
  const checks = Object.fromEntries(Object.entries(CHECKS).filter(([name]) => chosen(name)));
  const unit = chosen('unit') ? { name: 'unit', projects: ['unit'], files: 1 } : undefined;
  const together = TOGETHER.filter(chosen);
  return [
    ...(Object.keys(checks).length > 0 || unit ? [checking(checks, unit)] : []),
    ...(together.length > 0
      ? [testing({ name: together.join(', '), projects: together, files: FILES_TOGETHER })]
      : []),
    // They kill processes at chosen moments: nothing else may make the machine slow meanwhile.
    ...(chosen('kills') ? [testing({ name: 'kills', projects: ['kills'], files: 3 })] : []),
  ];
}

function phasesOfChange(since: string | undefined): Phase[] {
  const files = changedFiles(since);
  if (files.length > 0) say(`changed:\n${files.map((file) => `  ${file}`).join('\n')}`);
  return [checking(checksOf(files), undefined), ...callsFor(files).map(testing)];
}

/** The phases of a run, or undefined when there is something among the arguments that nobody knows. */
function phasesFor(wanted: string[]): Phase[] | undefined {
  if (wanted[0] === 'changed') return phasesOfChange(wanted[1]);
  const files = wanted.filter((name) => name.startsWith('test/') && existsSync(path.join(ROOT, name)));
  const parts = wanted.filter((name) => !files.includes(name));
  if (parts.some((name) => !KNOWN.includes(name))) return undefined;
  const tests = files.length > 0 ? [testing(callForTests(files))] : [];
  return [...(parts.length > 0 || files.length === 0 ? phasesOf(parts) : []), ...tests];
}

async function main(args: string[]): Promise<number> {
  const wanted = args.filter((arg) => arg !== '--full');
  if (args.includes('--full')) process.env['VIGIL_TEST_SIZE'] = 'full';
  const phases = phasesFor(wanted);
  if (phases === undefined) {
    say(`there is no ${wanted.join(' ')}; there are changed, test files (test/…), ${KNOWN.join(', ')}`);
    return 2;
  }
  const seed = (process.env['VIGIL_TEST_SEED'] ??= String(Date.now() % 1_000_000_000));
  say(`random seed ${seed}: VIGIL_TEST_SEED=${seed} repeats it`);
  const servers = openRun();
  const outcomes: Outcome[] = [];
  const times: { name: string; seconds: number }[] = [];
  try {
    for (const phase of phases) {
      const began = performance.now();
      outcomes.push(...(await phase.run(servers.folder)));
      times.push({ name: phase.name, seconds: (performance.now() - began) / 1000 });
    }
  } finally {
    await servers.close();
  }
  return summarise(outcomes, times) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
