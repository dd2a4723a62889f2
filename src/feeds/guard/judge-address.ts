import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { FeedError } from '../http/feed-error.ts';
import { notPublic } from './public-address.ts';

/** Ports that a feed may be served on. */
const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);
export const LONGEST_URL = 2_000;

/** Last labels of names that nobody has on the public internet: set aside for private networks and machines. */
const NOT_PUBLIC = new Set(
  'alt arpa cluster corp home internal intranet invalid lan local localdomain localhost onion private svc'.split(
    ' ',
  ),
);

export interface GuardOptions {
  /** All addresses of a name; default: the system's resolver. */
  resolve?: (name: string) => Promise<LookupAddress[]>;
  /** What is reached though it is not public. Nothing but a test hands it in: no variable and no setting leads here. */
  allow?: readonly { address: string; port: number }[];
}

const refused = (why: string) => new FeedError('refused', why);

/** The host without the brackets of an IPv6 address. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** True for a name that can be one of the public internet: more than one label, and none of private networks. */
function isPublicName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.');
  return labels.length > 1 && !NOT_PUBLIC.has(labels.at(-1) ?? '');
}

/**
 * An address that a tenant gave, as far as it can be judged without looking a name up: http or https, no credentials,
 * one of the ports of feeds, no address and no name of a private network. Throws FeedError `refused`.
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
  // What is not ASCII is longer once it is written as URLs are.
  if (url.href.length > LONGEST_URL) throw refused('The address is too long');
  const port = portOf(url);
  if (!PORTS.has(port) && !allow.some((one) => one.port === port)) {
    throw refused(`Port ${port} is not fetched from, only ${[...PORTS].join(', ')}`);
  }
  const host = bareHost(url);
  if (isIP(host) === 0) {
    if (!isPublicName(host)) throw refused(`${host} is no name of the public internet`);
    return url;
  }
  const why = notPublic(host);
  if (why !== null && !allow.some((one) => one.address === host && one.port === port)) {
    throw refused(`${host} is ${why}`);
  }
  return url;
}

/**
 * The addresses of a name, all of them public. Throws FeedError `refused`, in the same words for a name that nobody knows
 * and for one that leads into a private network.
 */
export type JudgeName = (name: string) => Promise<LookupAddress[]>;

export function createJudge({ resolve, allow = [] }: GuardOptions): JudgeName {
  const all = promisify(systemLookup);
  const find = resolve ?? ((name: string) => all(name, { all: true, order: 'verbatim' }));
  const allowed = new Set(allow.map(({ address }) => address));
  const findAny = (name: string) =>
    find(name).catch((error: unknown): LookupAddress[] => {
      if ((error as { code?: unknown } | null)?.code === 'ENOTFOUND') return [];
      throw error;
    });
  return async (name) => {
    const found = isIP(name) === 0 ? await findAny(name) : [{ address: name, family: isIP(name) }];
    const isPublic = ({ address }: LookupAddress) => allowed.has(address) || notPublic(address) === null;
    // What a name is in a private network, and whether it is one, is nobody's business who configures a feed.
    if (found.length === 0 || !found.every(isPublic)) throw refused(`${name} has no public address`);
    return found;
  };
}

/** A lookup that gives nothing unless every address of a name is public: what was judged is what is dialled. */
export function lookupBy(judge: JudgeName): LookupFunction {
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
