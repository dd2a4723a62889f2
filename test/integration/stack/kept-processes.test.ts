import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isAlive, processIdentity } from '../../../src/dev/process/identity.ts';
import { keepRunning } from '../../../src/dev/process/keep-running.ts';
import { readRecord, recordProcess, stopRecorded } from '../../../src/dev/process/record.ts';
import { runFolder } from '../../support/test-run.ts';

const KEEPER = fileURLToPath(new URL('../../../src/dev/process/keeper.ts', import.meta.url));

let folder: string;
let record: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(runFolder(), 'kept-'));
  record = path.join(folder, 'processes.json');
});

afterEach(async () => {
  await stopRecorded(record, 1_000);
  rmSync(folder, { recursive: true, force: true });
});

function server(): { pid: number; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { pid: child.pid ?? 0, ended };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(20);
}

describe('what the stack started', () => {
  test('is stopped when the process that started it is killed', async () => {
    const { pid } = server();
    recordProcess(record, 'server', pid, 'SIGTERM');
    // An owner as the supervisor is one: it starts a keeper and is then killed without a chance to clean up.
    const script = path.join(folder, 'owner.ts');
    writeFileSync(
      script,
      `import { startKeeper } from ${JSON.stringify(KEEPER)};
       startKeeper(${JSON.stringify(record)}, [${JSON.stringify(path.join(folder, 'scratch'))}]);
       process.stdout.write('ready');
       setInterval(() => undefined, 1000);`,
    );
    writeFileSync(path.join(folder, 'scratch'), '');
    const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(owner.stdout, 'data');
    await sleep(300);
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });

  test('is told from a process that merely got the same id', async () => {
    const { pid } = server();
    const stranger = [{ name: 'server', pid, identity: 'somebody else', signal: 'SIGKILL' }];
    writeFileSync(record, JSON.stringify(stranger));
    expect(await stopRecorded(record, 1_000)).toEqual([]);
    expect(isAlive(pid)).toBe(true);
    writeFileSync(record, JSON.stringify([{ ...stranger[0], identity: processIdentity(pid) }]));
    expect(await stopRecorded(record, 1_000)).toEqual(['server']);
    expect(isAlive(pid)).toBe(false);
  });

  test('is started again when it dies, under the same name, until the stack stops', async () => {
    const said: string[] = [];
    const pids: number[] = [];
    const state = { stopping: false };
    const start = () => {
      const started = server();
      recordProcess(record, 'api', started.pid, 'SIGTERM');
      return Promise.resolve({ ...started, address: 'here' });
    };
    await keepRunning('api', start, {
      say: (line) => said.push(line),
      onUp: ({ pid }) => pids.push(pid),
      stopping: () => state.stopping,
    });
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await until(() => pids.length === 2);
    expect(said[0]).toBe('api ended (killed), starting it again');
    expect(readRecord(record).map(({ name, pid }) => [name, pid])).toEqual([['api', pids[1]]]);
    state.stopping = true;
    await stopRecorded(record, 1_000);
    await sleep(600);
    expect(pids).toHaveLength(2);
  });
});
