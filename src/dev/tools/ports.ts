/** Ports on the loopback interface. */
import { createServer } from 'node:net';

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

/** A port that was free a moment ago. */
export function randomPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port could be had on 127.0.0.1'));
      });
    });
  });
}

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
