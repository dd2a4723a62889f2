/** Where the embedded stack keeps things in its data folder. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface StackFiles {
  folder: string;
  /** `{name: {pid, address}}`, for people, tools and tests. */
  run: string;
  /** What has to be stopped, for the next start after a crash. */
  processes: string;
  supervisor: string;
  secrets: string;
  logs: string;
  postgres: string;
  temporal: string;
  mail: string;
}

/** The places below `dataDir`, as absolute paths. */
export function stackFiles(dataDir: string): StackFiles {
  const folder = path.resolve(dataDir);
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    run: at('run.json'),
    processes: at('processes.json'),
    supervisor: at('supervisor.json'),
    secrets: at('secrets.json'),
    logs: at('logs'),
    postgres: at('postgres'),
    temporal: at('temporal.db'),
    mail: at('mail'),
  };
}

/** Makes the folders that the stack writes into. */
export function makeFolders(files: StackFiles): void {
  mkdirSync(files.logs, { recursive: true });
}

/** Forgets everything that the stack keeps; whatever else is in the folder stays. */
export function removeAll(files: StackFiles): void {
  const { folder, ...places } = files;
  for (const place of Object.values<string>(places)) rmSync(place, { recursive: true, force: true });
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${files.temporal}${suffix}`, { force: true });
  rmSync(path.join(folder, 'postgres.new'), { recursive: true, force: true });
}
