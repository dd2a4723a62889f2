/** Ports on the loopback interface. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import getPort from 'get-port';

/**
 * Below the ports that systems take for outgoing connections (32768 and up on Linux, 49152 and up elsewhere): one of
 * those could be taken while a server that is to start again on its port is down.
 */
const LOWEST = 15_000;
const HIGHEST = 32_767;
/** Tried before any port of the system's choice. */
const CANDIDATES = 20;

/** Whether nothing listens on the port yet, on any of the addresses that a server may take. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port that was free a moment ago, and that no other call gets meanwhile. */
export const randomPort = (): Promise<number> =>
  getPort({ host: '127.0.0.1', port: Array.from({ length: CANDIDATES }, () => randomInt(LOWEST, HIGHEST)) });

/** The preferred port, or another one when it is taken, which `say` is told about. */
export async function pickPort(
  preferred: number,
  what: string,
  say: (line: string) => void,
): Promise<number> {
  if (await isFree(preferred)) return preferred;
  const port = await randomPort();
  say(`port ${preferred} is taken, ${what} uses ${port}`);
  return port;
}
