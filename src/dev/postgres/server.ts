/** A PostgreSQL server of our own over a data folder that is kept. */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { isAlive } from '../process/identity.ts';
import { spawnServer } from '../process/spawn-server.ts';
import { stopProcess } from '../process/stop.ts';
import { findPostgres } from './binaries.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

export interface PostgresOptions {
  /** The cluster's folder; made at first start. The folder above it must exist. */
  folder: string;
  port: number;
  /** Of the superuser `postgres`. */
  password: string;
  logFile: string;
  /** Settings as `name=value`. */
  settings?: string[];
  say: (line: string) => void;
  /** Called as soon as there is a process, long before it is ready. */
  onSpawn?: (pid: number) => void;
}

export interface PostgresServer {
  pid: number;
  /** host:port */
  address: string;
  superuserUrl: string;
  /** Resolves with the exit code once the server has ended, by whatever cause. */
  ended: Promise<number | null>;
}

const STOP_MS = 30_000;

/** The superuser's connection string for a database of the server at `address`. */
export function superuserUrl(address: string, password: string, database = 'postgres'): string {
  return `postgres://postgres:${encodeURIComponent(password)}@${address}/${database}`;
}

function initialise(initdb: string, as: RunAs, options: PostgresOptions): void {
  // Made beside its place and then renamed, so that an interrupted start leaves no half cluster.
  const fresh = `${options.folder}.new`;
  const passwordFile = `${options.folder}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) {
    chownSync(fresh, as.uid, as.gid);
    chownSync(passwordFile, as.uid, as.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const [command = '', ...args] = [
    ...as.prefix,
    initdb,
    `--pgdata=${fresh}`,
    '--no-sync',
    ...locale,
    ...access,
  ];
  const result = spawnSync(command, args, { ...ids(as), cwd: '/', encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0)
    throw new Error(`PostgreSQL's initdb failed: ${result.stderr || String(result.error)}`);
  renameSync(fresh, options.folder);
}

const ids = ({ uid, gid }: RunAs) => (uid === undefined || gid === undefined ? {} : { uid, gid });

/** What a killed run left: its server is stopped, a lock that belongs to nobody is removed. */
async function clearLock(folder: string): Promise<void> {
  const lock = path.join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  if (isAlive(pid) && commandLine(pid).includes(folder)) await stopProcess(pid, 'SIGINT', STOP_MS);
  if (!isAlive(pid) || !commandLine(pid).includes('postgres')) rmSync(lock, { force: true });
}

function commandLine(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`))
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts the server in a process group of its own, so that a Ctrl-C at the terminal does not reach it, and waits
 * until it answers. Throws when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = findPostgres();
  const folder = path.resolve(options.folder);
  const as = chooseRunAs(binaries.postgres, path.dirname(folder), options.say);
  if (!existsSync(path.join(folder, 'PG_VERSION'))) initialise(binaries.initdb, as, { ...options, folder });
  await clearLock(folder);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(options.settings ?? [])];
  const command = [...as.prefix, binaries.postgres, '-D', folder, '-p', String(options.port)];
  const { uid, gid } = as;
  const { pid, ended, untilReady } = spawnServer(
    [...command, ...settings.flatMap((setting) => ['-c', setting])],
    { name: 'PostgreSQL', logFile: options.logFile, uid, gid, onSpawn: options.onSpawn },
  );
  const address = `127.0.0.1:${options.port}`;
  const url = superuserUrl(address, options.password);
  await untilReady(() => answers(url));
  return { pid, address, superuserUrl: url, ended };
}

/** Ends the server: open connections are closed, what is committed is written. */
export async function stopPostgres(pid: number): Promise<void> {
  await stopProcess(pid, 'SIGINT', STOP_MS);
}
