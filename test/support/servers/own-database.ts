/** A PostgreSQL server of a test's own, for tests that stop it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '../../../src/db/migrate.ts';
import { bootstrapRoles } from '../../../src/db/roles.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { startPostgres, stopPostgres } from '../../../src/dev/postgres/server.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import type { TestDatabase } from './database.ts';
import { runFolder, runRecord, say } from '../test-run.ts';

export interface OwnDatabase extends TestDatabase {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a migrated server on a port that it keeps when stopped and started again. */
export async function startOwnDatabase(name: string): Promise<OwnDatabase> {
  const folder = path.join(runFolder(), name);
  mkdirSync(folder, { recursive: true });
  const port = await randomPort();
  let pid = 0;
  const start = async () => {
    const server = await startPostgres({
      folder: path.join(folder, 'postgres'),
      port,
      password: 'test',
      logFile: path.join(folder, 'postgres.log'),
      say,
    });
    pid = server.pid;
    recordProcess(runRecord(runFolder()), name, pid, 'SIGINT');
  };
  await start();
  const at = (role: string, database = 'vigil') => `postgres://${role}:test@127.0.0.1:${port}/${database}`;
  await bootstrapRoles(at('postgres', 'postgres'), { owner: 'test', app: 'test', feed: 'test' });
  await migrate(at('vigil_owner'));
  return {
    urls: {
      app: at('vigil_app'),
      feed: at('vigil_feed'),
      owner: at('vigil_owner'),
      superuser: at('postgres'),
    },
    start,
    stop: () => stopPostgres(pid),
    drop: () => stopPostgres(pid),
  };
}
