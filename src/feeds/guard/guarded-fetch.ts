import { Agent, Headers, request as ask } from 'undici';
import type { Validators } from '../definition/feed-clients.ts';
import { FeedError, isFeedError } from '../http/feed-error.ts';
import { codeOfFailure, codeOfStatus } from '../http/fetch-json.ts';
import { checkAddress, createJudge, lookupBy, type GuardOptions } from './judge-address.ts';
import { readCoded } from '../http/read-coded.ts';
import { parseRetryAfter } from '../http/retry-after.ts';

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** Largest body, packed or not. */
const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_LINK = 8_000;

/** One GET of an address that a tenant gave. */
export interface GuardedRequest {
  url: string;
  accept: string;
  validators?: Validators | undefined;
  /** A header that goes to this origin alone, whatever redirects say. */
  secret?: { name: string; value: string; origin: string } | undefined;
  signal?: AbortSignal | undefined;
  /** Waits until the host may be asked. Only hosts with public addresses are waited for. */
  turn?: ((host: string, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** Default 30,000, redirects and body included, waiting for turns not. */
  timeoutMs?: number;
  /** Default 8 MiB. */
  maxBytes?: number;
}

export type GuardedAnswer =
  | { notModified: true; validators: Validators }
  | {
      notModified: false;
      validators: Validators;
      bytes: Buffer;
      contentType: string | null;
      /** The header `Link`. */
      link: string | null;
      /** Where the redirects ended. */
      url: string;
    };

/** Fetches what a tenant's address names. Throws FeedError (`refused`: no public address), never with any of a body. */
export interface GuardedFetch {
  (request: GuardedRequest): Promise<GuardedAnswer>;
  /** Ends its connections. */
  close(): Promise<void>;
}

const refused = (why: string) => new FeedError('refused', why);

/** The FeedError that a failure was made of, however deep. */
function feedErrorIn(error: unknown): FeedError | undefined {
  if (isFeedError(error)) return error;
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause === undefined ? undefined : feedErrorIn(cause);
}

/** The server that validators came from, and that they are sent to. */
const originOf = ({ validators, url }: GuardedRequest): string => validators?.origin ?? new URL(url).origin;

function headersFor(request: GuardedRequest, url: URL): Record<string, string> {
  const { secret } = request;
  const { etag, lastModified } = originOf(request) === url.origin ? (request.validators ?? {}) : {};
  return {
    accept: request.accept,
    'accept-encoding': 'gzip',
    'user-agent': 'Vigil/0.1',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
    ...(secret?.origin === url.origin ? { [secret.name]: secret.value } : {}),
  };
}

/** An answer whose body was not read yet. */
interface Head {
  status: number;
  headers: Headers;
  body: AsyncIterable<Uint8Array>;
  /** Ends the connection: whatever else would come is of no interest. */
  leave(): void;
}

async function askOnce(agent: Agent, request: GuardedRequest, url: URL, signal: AbortSignal): Promise<Head> {
  const {
    statusCode: status,
    headers: given,
    body,
  } = await ask(url, {
    dispatcher: agent,
    headers: headersFor(request, url),
    signal,
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  // Whoever reads it hears of a failure there.
  body.on('error', () => undefined);
  return { status, headers, body, leave: () => void body.destroy() };
}

/** Where a redirect leads, judged anew. */
function nextOf({ status, headers }: Head, from: URL, allow: GuardOptions['allow']): URL | null {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  if (!URL.canParse(location, from)) throw refused('A redirect leads to what is no URL');
  const to = checkAddress(new URL(location, from).href, allow);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw refused('A redirect leads from https:// to http://');
  }
  return to;
}

function validatorsOf({ headers }: Head, request: GuardedRequest, url: URL): Validators {
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  const elsewhere = url.origin !== new URL(request.url).origin;
  return {
    ...(etag ? { etag } : {}),
    ...(lastModified ? { lastModified } : {}),
    ...(elsewhere ? { origin: url.origin } : {}),
  };
}

async function answerOf(head: Head, request: GuardedRequest, url: URL): Promise<GuardedAnswer> {
  const { status, headers } = head;
  const validators = validatorsOf(head, request, url);
  if (status === 304) return { notModified: true, validators: { ...request.validators, ...validators } };
  if (status < 200 || status > 299) {
    const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), Date.now());
    throw new FeedError(codeOfStatus(status, headers, ''), `${url.host} answered ${status}`, {
      status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  const limit = request.maxBytes ?? MOST_BYTES;
  return {
    notModified: false,
    validators,
    bytes: await readCoded(head.body, headers.get('content-encoding'), url.host, limit),
    contentType: headers.get('content-type'),
    link: headers.get('link')?.slice(0, LONGEST_LINK) ?? null,
    url: url.href,
  };
}

/** What a promise gives, unless the signal is aborted before. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** A limit of time that stands still while a turn is waited for. */
function createClock(timeoutMs: number, signal: AbortSignal | undefined) {
  let left = timeoutMs;
  return async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const started = performance.now();
    const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(left)));
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      return await unlessAborted(work(either), either);
    } finally {
      left -= performance.now() - started;
    }
  };
}

/** Builds the one way to addresses that tenants give: every hop is judged, by its literal and by what it resolves to. */
export function createGuardedFetch(options: GuardOptions = {}): GuardedFetch {
  const { allow } = options;
  const judge = createJudge(options);
  // One request of one tenant at a time on a connection: nothing is won by sharing them as HTTP/2 does.
  const agent = new Agent({
    allowH2: false,
    connect: { lookup: lookupBy(judge), timeout: CONNECT_TIMEOUT_MS },
  });

  const hop = async (
    request: GuardedRequest,
    url: URL,
    signal: AbortSignal,
  ): Promise<GuardedAnswer | URL> => {
    const head = await askOnce(agent, request, url, signal);
    try {
      return nextOf(head, url, allow) ?? (await answerOf(head, request, url));
    } finally {
      head.leave();
    }
  };

  const guarded = async (request: GuardedRequest): Promise<GuardedAnswer> => {
    const { turn, signal } = request;
    let url = checkAddress(request.url, allow);
    const inTime = createClock(request.timeoutMs ?? TIMEOUT_MS, signal);
    try {
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        const at = url;
        if (turn !== undefined) {
          await inTime(() => judge(at.hostname.replace(/^\[|\]$/g, '')));
          // Waiting for a turn is no fault of the service and takes none of its time.
          await turn(at.host, signal);
        }
        const answer = await inTime((either) => hop(request, at, either));
        if (!(answer instanceof URL)) return answer;
        url = answer;
      }
      throw refused(`More than ${MOST_REDIRECTS} redirects`);
    } catch (error) {
      signal?.throwIfAborted();
      const known = feedErrorIn(error);
      if (known !== undefined) throw known;
      const code = codeOfFailure(error);
      const text = code === 'timeout' ? 'gave no whole answer in time' : 'could not be reached';
      throw new FeedError(code, `${url.host} ${text}`, { cause: error });
    }
  };
  return Object.assign(guarded, { close: () => agent.close() });
}
