/** Temporal for tests: a real dev server, with a namespace for each caller. */
import path from 'node:path';
import { startDevServer } from '../../../src/dev/temporal/dev-server.ts';
import { findTemporal } from '../../../src/dev/temporal/find-temporal.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import { claim, runFolder, runRecord, say, sharedInRun } from '../test-run.ts';

export interface TestTemporal {
  /** host:port */
  address: string;
  /** Workflow ids and task queues of other test files do not exist in it. */
  namespace: string;
}

// Made at the server's start, when they cost nothing and get the search attributes.
const NAMESPACES = Array.from({ length: 100 }, (_, index) => `test-${index}`);

async function startServer(): Promise<string> {
  const folder = runFolder();
  const server = await startDevServer({
    program: await findTemporal(process.env, say),
    port: await randomPort(),
    uiPort: undefined,
    dbFile: undefined,
    logFile: path.join(folder, 'temporal.log'),
    namespaces: NAMESPACES,
  });
  recordProcess(runRecord(folder), 'temporal', server.pid, 'SIGTERM');
  return server.address;
}

/** The run's dev server, with a namespace that nobody else uses. */
export async function testTemporal(): Promise<TestTemporal> {
  const address = await sharedInRun('temporal', startServer);
  const namespace = NAMESPACES.find((name) => claim(`namespace-${name}`));
  if (namespace === undefined)
    throw new Error(`More than ${NAMESPACES.length} test files asked for a namespace`);
  return { address, namespace };
}
