/** Temporal's dev server: the whole engine in one process, over one SQLite file. */
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.ts';
import { spawnServer } from '../process/spawn-server.ts';

export interface DevServerOptions {
  /** The `temporal` program. */
  program: string;
  port: number;
  /** Undefined: no Web UI. */
  uiPort: number | undefined;
  /** Undefined: everything is forgotten at the end. */
  dbFile: string | undefined;
  logFile: string;
  /** Namespaces besides `default`. */
  namespaces?: string[];
  /** Where the Web UI has encrypted payloads decoded. */
  codecEndpoint?: string;
  /** Called as soon as there is a process, long before it is ready. */
  onSpawn?: (pid: number) => void;
}

export interface DevServer {
  pid: number;
  /** host:port of the gRPC service */
  address: string;
  uiUrl: string | undefined;
  ended: Promise<number | null>;
}

// The server's command line has its own spelling of the types that Vigil uses.
const TYPE_NAMES = { KEYWORD: 'Keyword', DATETIME: 'Datetime' } as const;

const DYNAMIC_CONFIG = [
  // By default these queues wake some 50 ms late, which a response of a few steps feels at each of them.
  'history.transferProcessorMaxPollRPS=2000',
  'history.timerProcessorMaxPollRPS=2000',
  'history.visibilityProcessorMaxPollRPS=2000',
  // One tenant's flood does not starve the others.
  'matching.useNewMatcher=true',
  'matching.enableFairness=true',
  // A queue's rate is divided among its partitions: with several, a source's limit is never reached.
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

function commandLine(options: DevServerOptions): string[] {
  const { port, uiPort, dbFile, namespaces = [], codecEndpoint } = options;
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    ...namespaces.flatMap((name) => ['--namespace', name]),
    ...Object.values(SEARCH_ATTRIBUTES).flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TYPE_NAMES[type]}`,
    ]),
    ...DYNAMIC_CONFIG.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

async function answers(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

/**
 * Starts the server in a process group of its own, with Vigil's search attributes, and waits until it answers.
 * Throws when it does not come up.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { program, logFile } = options;
  const { pid, ended, untilReady } = spawnServer([program, ...commandLine(options)], {
    name: 'The Temporal server',
    logFile,
    onSpawn: options.onSpawn,
  });
  const address = `127.0.0.1:${options.port}`;
  await untilReady(() => answers(address));
  const uiUrl = options.uiPort === undefined ? undefined : `http://localhost:${options.uiPort}`;
  return { pid, address, uiUrl, ended };
}
