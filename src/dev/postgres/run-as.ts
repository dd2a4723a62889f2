/** PostgreSQL refuses to run as root: the user that it runs as when this process is root. */
import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';

export interface RunAs {
  uid?: number;
  gid?: number;
  /** Command to put in front of the program's. */
  prefix: string[];
}

const USER = 'postgres';
// A user namespace in which this process is not root, though it still owns its files.
const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

const succeeds = (command: string[], as: { uid?: number; gid?: number } = {}) =>
  spawnSync(command[0] ?? '', command.slice(1), { stdio: 'ignore', cwd: '/', ...as }).status === 0;

const idOf = (option: '-u' | '-g'): number | undefined => {
  const result = spawnSync('id', [option, USER], { encoding: 'utf8' });
  return result.status === 0 ? Number.parseInt(result.stdout, 10) : undefined;
};

function postgresUser(say: (line: string) => void): { uid: number; gid: number } | undefined {
  if (idOf('-u') === undefined) {
    say(`running as root, so PostgreSQL gets a user of its own: creating "${USER}"`);
    if (!succeeds(['useradd', '--system', '--user-group', '--no-create-home', USER]))
      succeeds(['adduser', '-S', '-D', '-H', USER]);
  }
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** Our own data folder may be passed through by others, as one made by `mktemp -d` may not. */
function letThrough(folder: string): void {
  const { mode } = statSync(folder);
  if ((mode & 0o001) === 0) chmodSync(folder, mode | 0o011);
}

/**
 * Whom to run `program` as, with a data folder inside `parent`. Throws with what to do when it can be nobody,
 * since a folder above is closed to everybody but root.
 */
export function chooseRunAs(program: string, parent: string, say: (line: string) => void): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  letThrough(parent);
  const user = postgresUser(say);
  if (
    user &&
    succeeds(['test', '-x', path.resolve(parent)], user) &&
    succeeds([program, '--version'], user)
  ) {
    return { ...user, prefix: [] };
  }
  if (succeeds([...NAMESPACE, program, '--version'])) return { prefix: NAMESPACE };
  throw new Error(
    `PostgreSQL does not run as root, and user "${USER}" cannot enter ${path.resolve(parent)} or ${path.dirname(program)}: ` +
      'a folder above is open to root alone. Move the checkout (or VIGIL_DATA_DIR), or run as an ordinary user.',
  );
}
