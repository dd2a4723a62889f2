import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startPostgres, superuserUrl, type PostgresServer } from '../../../src/dev/postgres/server.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { isAlive } from '../../../src/dev/process/identity.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import { stopProcess } from '../../../src/dev/process/stop.ts';
import { runFolder, runRecord } from '../../support/test-run.ts';

const PASSWORD = 'a b/c';

let folder: string;
let server: PostgresServer | undefined;

beforeEach(() => {
  // Closed to others, as a folder from `mktemp -d` is.
  folder = mkdtempSync(path.join(runFolder(), 'server-'));
});

afterEach(async () => {
  if (server !== undefined) await stopProcess(server.pid, 'SIGINT', 10_000);
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<PostgresServer> {
  server = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await randomPort(),
    password: PASSWORD,
    logFile: path.join(folder, 'postgres.log'),
    say: () => undefined,
    onSpawn: (pid) => recordProcess(runRecord(runFolder()), `server-test-${pid}`, pid, 'SIGINT'),
  });
  return server;
}

async function query(address: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: superuserUrl(address, PASSWORD) });
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  test('keeps its data from one start to the next', async () => {
    const first = await start();
    await query(first.address, "create table kept as select 'yes' as answer");
    await stopProcess(first.pid, 'SIGINT', 10_000);
    expect(await first.ended).toBe(0);
    const second = await start();
    expect(await query(second.address, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
  });

  test('comes up after its server and the run that started it were killed', async () => {
    const first = await start();
    await query(first.address, "create table kept as select 'yes' as answer");
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const second = await start();
    expect(await query(second.address, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
  });

  test('takes over from a server that an earlier run left behind', async () => {
    const left = await start();
    const second = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(await query(second.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('is not held up by a lock whose process id has been given to another program', async () => {
    const first = await start();
    await stopProcess(first.pid, 'SIGINT', 10_000);
    writeFileSync(path.join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
    const second = await start();
    expect(await query(second.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('asks for a password', async () => {
    const { address } = await start();
    const client = new pg.Client({ connectionString: superuserUrl(address, 'wrong') });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  });
});
