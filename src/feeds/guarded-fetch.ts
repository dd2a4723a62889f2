import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { Agent, fetch, type Response } from 'undici';
import type { Validators } from './feed-clients.ts';
import { FeedError, isFeedError } from './feed-error.ts';
import { codeOfFailure, codeOfStatus, readBounded } from './http.ts';
import { notPublic } from './public-address.ts';
import { parseRetryAfter } from './retry-after.ts';

/** Ports that a feed may be served on. */
const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);
const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** Largest body after decompression. */
const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_URL = 2_000;
const LONGEST_LINK = 8_000;

export interface GuardOptions {
  /** All addresses of a name; default: the system's resolver. */
  resolve?: (name: string) => Promise<LookupAddress[]>;
  /** What is reached though it is not public. Nothing but a test hands it in: no variable and no setting leads here. */
  allow?: readonly { address: string; port: number }[];
}

/** One GET of an address that a tenant gave. */
export interface GuardedRequest {
  url: string;
  accept: string;
  validators?: Validators | undefined;
  /** A header that goes to this origin alone, whatever redirects say. */
  secret?: { name: string; value: string; origin: string } | undefined;
  signal?: AbortSignal | undefined;
  /** Waits until the host may be asked. */
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

/** The host without the brackets of an IPv6 address. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/**
 * An address that a tenant gave, as far as it can be judged without looking a name up: http or https, no credentials,
 * one of the ports of feeds, no literal or local host. Throws FeedError `refused`.
 */
export function checkAddress(text: string, allow: GuardOptions['allow'] = []): URL {
  if (text.length > LONGEST_URL || !URL.canParse(text)) throw refused('The address is not a URL');
  // Notations of IPv4 (decimal, octal, hex, full-width digits) are the one dotted form from here on.
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused('Only http:// and https:// addresses are fetched');
  }
  if (url.username !== '' || url.password !== '')
    throw refused('The address must not hold a user or password');
  const port = portOf(url);
  if (!PORTS.has(port) && !allow.some((one) => one.port === port)) {
    throw refused(`Port ${port} is not fetched from, only ${[...PORTS].join(', ')}`);
  }
  const host = bareHost(url);
  if (/(^|\.)localhost\.?$/.test(host)) throw refused(`${host} is this machine itself`);
  const why = isIP(host) === 0 ? null : notPublic(host);
  if (why !== null && !allow.some((one) => one.address === host && one.port === port)) {
    throw refused(`${host} is ${why}`);
  }
  return url;
}

/** A lookup that gives nothing unless every address of a name is public: what was judged is what is dialled. */
function publicLookup({ resolve, allow = [] }: GuardOptions): LookupFunction {
  const all = promisify(systemLookup);
  const find = resolve ?? ((name: string) => all(name, { all: true, order: 'verbatim' }));
  const allowed = new Set(allow.map(({ address }) => address));
  const judge = async (name: string): Promise<LookupAddress[]> => {
    const found = await find(name);
    for (const { address } of found) {
      const why = allowed.has(address) ? null : notPublic(address);
      // What the name is in a private network is nobody's business who configures a feed.
      if (why !== null) throw refused(`${name} leads to ${why}`);
    }
    if (found.length === 0) throw new FeedError('unavailable', `${name} has no address`);
    return found;
  };
  return (name, options, done) => {
    judge(name).then(
      (found) => {
        const [first] = found;
        if (options.all === true) done(null, found);
        else done(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, ''),
    );
  };
}

/** The FeedError that a failure was made of, however deep. */
function feedErrorIn(error: unknown): FeedError | undefined {
  if (isFeedError(error)) return error;
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause === undefined ? undefined : feedErrorIn(cause);
}

function headersOf(request: GuardedRequest, url: URL): Record<string, string> {
  const { validators: { etag, lastModified } = {}, secret } = request;
  return {
    accept: request.accept,
    'user-agent': 'Vigil/0.1',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
    ...(secret?.origin === url.origin ? { [secret.name]: secret.value } : {}),
  };
}

/** Where a redirect leads, judged anew. */
function nextOf(response: Response, from: URL, allow: GuardOptions['allow']): URL | null {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return null;
  if (!URL.canParse(location, from)) throw refused('A redirect leads to what is no URL');
  const to = checkAddress(new URL(location, from).href, allow);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw refused('A redirect leads from https:// to http://');
  }
  return to;
}

const validatorsOf = ({ headers }: Response, before: Validators | undefined): Validators => {
  const etag = headers.get('etag') ?? before?.etag;
  const lastModified = headers.get('last-modified') ?? before?.lastModified;
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
};

async function answerOf(response: Response, request: GuardedRequest, url: URL): Promise<GuardedAnswer> {
  const { status, headers } = response;
  if (status === 304) return { notModified: true, validators: validatorsOf(response, request.validators) };
  if (!response.ok) {
    await response.body?.cancel();
    const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), Date.now());
    throw new FeedError(codeOfStatus(status, headers, ''), `${url.host} answered ${status}`, {
      status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  const limit = request.maxBytes ?? MOST_BYTES;
  const bytes = await readBounded(response, limit);
  if (bytes === undefined)
    throw new FeedError('too_large', `${url.host} answered with more than ${limit} bytes`);
  const contentType = headers.get('content-type');
  return {
    notModified: false,
    validators: validatorsOf(response, undefined),
    bytes,
    contentType,
    link: headers.get('link')?.slice(0, LONGEST_LINK) ?? null,
    url: url.href,
  };
}

/** Builds the one way to addresses that tenants give: every hop is judged, by its literal and by what it resolves to. */
export function createGuardedFetch(options: GuardOptions = {}): GuardedFetch {
  const { allow } = options;
  const agent = new Agent({ connect: { lookup: publicLookup(options), timeout: CONNECT_TIMEOUT_MS } });

  const follow = async (request: GuardedRequest): Promise<GuardedAnswer> => {
    let url = checkAddress(request.url, allow);
    let left = request.timeoutMs ?? TIMEOUT_MS;
    for (let redirects = 0; ; redirects += 1) {
      // Waiting for a turn is no fault of the service and takes none of its time.
      await request.turn?.(url.host, request.signal);
      const started = performance.now();
      const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(left)));
      const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
      const headers = headersOf(request, url);
      const response = await fetch(url, { dispatcher: agent, redirect: 'manual', headers, signal });
      const next = nextOf(response, url, allow);
      if (next === null) return await answerOf(response, request, url);
      await response.body?.cancel();
      if (redirects === MOST_REDIRECTS) throw refused(`More than ${MOST_REDIRECTS} redirects`);
      left -= performance.now() - started;
      url = next;
    }
  };

  const guarded = async (request: GuardedRequest): Promise<GuardedAnswer> => {
    try {
      return await follow(request);
    } catch (error) {
      request.signal?.throwIfAborted();
      const known = feedErrorIn(error);
      if (known !== undefined) throw known;
      const code = codeOfFailure(error);
      const { host } = new URL(request.url);
      const text = code === 'timeout' ? 'gave no whole answer in time' : 'could not be reached';
      throw new FeedError(code, `${host} ${text}`, { cause: error });
    }
  };
  return Object.assign(guarded, { close: () => agent.close() });
}
