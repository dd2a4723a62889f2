/** Tells whether a process id still names the process that it was noted for: ids are used again. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return Error.isError(error) && (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The fields of `/proc/PID/stat` after the name, or undefined where there is no such process or no /proc. */
function procStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const isZombie = (pid: number): boolean => procStat(pid)?.[0] === 'Z';

/** A text that two processes with the same id do not share: when it began. Undefined when it is gone. */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  const startedTicks = procStat(pid)?.[19];
  if (startedTicks !== undefined) return `${bootId()}/${startedTicks}`;
  if (process.platform === 'win32') return 'running';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
