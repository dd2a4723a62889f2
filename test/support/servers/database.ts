/** Databases for tests: real PostgreSQL, real roles, real migrations. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../../src/db/migrate.ts';
import { bootstrapRoles } from '../../../src/db/roles.ts';
import { startPostgres } from '../../../src/dev/postgres/server.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import { runFolder, runRecord, say, sharedInRun } from '../test-run.ts';

/** Connection strings by role. The superuser is for looking behind the policies, never for the code under test. */
export interface TestDatabaseUrls {
  app: string;
  feed: string;
  owner: string;
  superuser: string;
}

export interface TestDatabase {
  urls: TestDatabaseUrls;
  drop(): Promise<void>;
}

const PASSWORD = 'test';
const TEMPLATE = 'vigil_template';
// Nothing in a test outlives the run, so nothing needs to reach the disk.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

const urlAt = (address: string, role: string, database: string) =>
  `postgres://${role}:${PASSWORD}@${address}/${database}`;

async function startCluster(): Promise<string> {
  const folder = runFolder();
  const server = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await randomPort(),
    password: PASSWORD,
    logFile: path.join(folder, 'postgres.log'),
    settings: SETTINGS,
    say,
  });
  recordProcess(runRecord(folder), 'postgres', server.pid, 'SIGINT');
  return server.address;
}

async function asSuperuser(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlAt(address, 'postgres', 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty server without Vigil's roles, shared by the run: its address. For tests of the roles themselves. */
export const testCluster = (): Promise<string> => sharedInRun('postgres', startCluster);

const migratedTemplate = () =>
  sharedInRun('template', async () => {
    const address = await testCluster();
    const passwords = { owner: PASSWORD, app: PASSWORD, feed: PASSWORD };
    await bootstrapRoles(urlAt(address, 'postgres', 'postgres'), passwords, TEMPLATE);
    await migrate(urlAt(address, 'vigil_owner', TEMPLATE));
    return address;
  });

/** A fresh, migrated database of this caller's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const address = await migratedTemplate();
  const name = `vigil_${randomBytes(6).toString('hex')}`;
  await asSuperuser(address, `create database ${name} template ${TEMPLATE} owner vigil_owner`);
  return {
    urls: {
      app: urlAt(address, 'vigil_app', name),
      feed: urlAt(address, 'vigil_feed', name),
      owner: urlAt(address, 'vigil_owner', name),
      superuser: urlAt(address, 'postgres', name),
    },
    drop: () => asSuperuser(address, `drop database ${name} with (force)`),
  };
}
