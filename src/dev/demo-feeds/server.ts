import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { answerCveOrg } from './cve-org.ts';
import { answerEpss } from './epss.ts';
import { applyFault } from './apply-fault.ts';
import { createFaultSwitch } from './faults.ts';
import type { Fault, HiddenRecord } from './faults.ts';
import { answerHibp } from './hibp.ts';
import { answerNvd } from './nvd.ts';
import { answerCustomFeeds } from './custom-feeds.ts';
import { loadRecords } from './records.ts';
import type { DemoRecords } from './records.ts';
import { conditional, empty, json } from './reply.ts';
import type { DemoRequest, Reply } from './reply.ts';
import { shiftRecords } from './shift.ts';

export interface DemoFeedsOptions {
  recordsDir: string;
  /** `shift`: as if published in the days before `anchor`; `as-is`: with their own dates. */
  mode: 'shift' | 'as-is';
  /** 0 takes any free port. */
  port: number;
  /** Default now. */
  anchor?: Date;
  /** What can be switched on a running server too, by `setFaults` or `POST /control/faults`. */
  faults?: readonly Fault[];
  /** The most records of a page of NVD's; default NVD's own 2,000. */
  nvdPageSize?: number;
}

/** One request as it came, for tests and for seeing what the worker asks. */
export interface SeenRequest {
  path: string;
  query: Record<string, string>;
  userAgent: string;
}

export interface DemoFeeds {
  address: string;
  close: () => Promise<void>;
  setFaults: (faults: readonly Fault[]) => void;
  /** The last 1,000 requests, oldest first. */
  requests: () => SeenRequest[];
  /** Reads the folder again. */
  reload: () => Promise<void>;
}

const MOST_REQUESTS = 1_000;
const DEFAULT_SLOW_MS = 5_000;
const DEFAULT_TRICKLE_MS = 60_000;
const DRIPS = 50;

function answer(
  url: URL,
  headers: IncomingMessage['headers'],
  records: DemoRecords,
  nvdPageSize?: number,
): Reply {
  const [, service = '', ...rest] = url.pathname.split('/');
  const request: DemoRequest = { path: rest.join('/'), query: url.searchParams, headers };
  switch (service) {
    case 'nvd':
      return answerNvd(request, records.nvd, nvdPageSize);
    case 'cve-org':
      return answerCveOrg(request, records.cveOrg);
    case 'hibp':
      return answerHibp(request, records.breaches);
    case 'epss':
      return answerEpss(request, records.epss);
    case 'own':
      return answerCustomFeeds(request, records.kev.vulnerabilities);
    case 'kev.json': {
      const catalogue = { ...records.kev, count: records.kev.vulnerabilities.length };
      return conditional(request, json(catalogue), records.kev.dateReleased);
    }
    default:
      return empty(404);
  }
}

const without = <T>(records: readonly T[], hidden: HiddenRecord): T[] =>
  hidden === 'first' ? records.slice(1) : records.slice(0, -1);

const lacking = (records: DemoRecords, hidden: HiddenRecord): DemoRecords => ({
  ...records,
  nvd: without(records.nvd, hidden),
  kev: { ...records.kev, vulnerabilities: without(records.kev.vulnerabilities, hidden) },
});

/** Waits without keeping the process alive. */
const pause = (ms: number) => delay(ms, undefined, { ref: false });

async function drip(response: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / DRIPS));
  for (let from = 0; from < bytes.length && !response.destroyed; from += size) {
    response.write(bytes.subarray(from, from + size));
    await pause(ms / DRIPS);
  }
  response.end();
}

async function send(response: ServerResponse, reply: Reply, fault?: Fault): Promise<void> {
  const final = fault === undefined ? reply : applyFault(fault, reply);
  if (fault?.kind === 'slow') await pause(fault.ms ?? DEFAULT_SLOW_MS);
  const bytes = Buffer.from(final.body);
  response.writeHead(final.status, { ...final.headers, 'content-length': bytes.length });
  if (fault?.kind === 'reset') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy());
  } else if (fault?.kind === 'trickle') {
    await drip(response, bytes, fault.ms ?? DEFAULT_TRICKLE_MS);
  } else {
    response.end(bytes);
  }
}

/** What the server answers from, and what it has been asked. */
interface DemoState {
  options: DemoFeedsOptions;
  faults: ReturnType<typeof createFaultSwitch>;
  records: DemoRecords;
  seen: SeenRequest[];
  /** The last answer of each service. */
  answered: Map<string, Reply>;
  reload: () => Promise<void>;
}

async function openState(options: DemoFeedsOptions): Promise<DemoState> {
  const anchor = options.anchor ?? new Date();
  const load = async (): Promise<DemoRecords> => {
    const loaded = await loadRecords(options.recordsDir);
    return options.mode === 'shift' ? shiftRecords(loaded, anchor) : loaded;
  };
  const state: DemoState = {
    options,
    faults: createFaultSwitch(options.faults),
    records: await load(),
    seen: [],
    answered: new Map(),
    reload: async () => {
      state.records = await load();
    },
  };
  return state;
}

async function control(state: DemoState, request: IncomingMessage, path: string): Promise<Reply> {
  if (path === '/control/requests') return json(state.seen);
  if (request.method !== 'POST') return empty(404);
  if (path === '/control/faults') state.faults.set(JSON.parse(await text(request)) as Fault[]);
  else if (path === '/control/reload') await state.reload();
  else return empty(404);
  return empty(204);
}

async function handle(state: DemoState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { seen, answered, records } = state;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/control/'))
    return send(response, await control(state, request, url.pathname));
  seen.push({
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    userAgent: request.headers['user-agent'] ?? '',
  });
  if (seen.length > MOST_REQUESTS) seen.shift();
  const { fault, hidden } = state.faults.take(url.pathname);
  const known = hidden === undefined ? records : lacking(records, hidden);
  const reply = answer(url, request.headers, known, state.options.nvdPageSize);
  const service = url.pathname.split('/')[1] ?? '';
  const before = answered.get(service);
  answered.set(service, reply);
  return send(response, fault?.kind === 'duplicate_page' ? (before ?? reply) : reply, fault);
}

/** Starts the demo feeds on the loopback interface. Rejects when the folder holds no records or the port is taken. */
export async function startDemoFeeds(options: DemoFeedsOptions): Promise<DemoFeeds> {
  const state = await openState(options);
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      // A fault of the demo server itself: said to whoever asked, as there is nobody else to tell.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    setFaults: state.faults.set,
    requests: () => [...state.seen],
    reload: state.reload,
  };
}
