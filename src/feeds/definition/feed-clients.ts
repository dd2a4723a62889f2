import type { fetch } from 'undici';
import type { FetchedRecord, NormalizedIncident } from '../../domain/incidents/normalized-incident.ts';

/**
 * What every client is built from. Clients neither retry nor hold a rate: both belong to the task queue that
 * runs them. All methods throw FeedError, or the signal's own reason once it is aborted.
 */
export interface FeedClientOptions {
  baseUrl: string;
  apiKey?: string;
  /** Default `Vigil/0.1`; HIBP refuses calls without one. */
  userAgent?: string;
  signal?: AbortSignal;
  /** Whole request with its body, default 60,000. */
  timeoutMs?: number;
  /** Largest body, default 64 MiB. */
  maxBytes?: number;
  fetch?: typeof fetch;
}

/** What a service gave with its last answer, sent back to be told "not modified". */
export interface Validators {
  etag?: string;
  lastModified?: string;
  /** The server that gave them, where a redirect led to another one than was asked. */
  origin?: string;
}

/** An answer to a conditional request. */
export type Conditional<T> =
  { notModified: true; validators: Validators } | ({ notModified: false; validators: Validators } & T);

export interface NvdPageRequest {
  /** ISO 8601 with zone; both or none, at most 120 days apart. None reads the whole catalogue. */
  lastModStart?: string;
  lastModEnd?: string;
  startIndex?: number;
  /** 1 to 2,000 (the default). */
  resultsPerPage?: number;
}

export interface NvdPage {
  records: FetchedRecord[];
  startIndex: number;
  totalResults: number;
  /** Null on the last page. */
  nextStartIndex: number | null;
  /** NVD's own clock, ISO 8601 UTC. */
  timestamp: string | null;
}

export interface NvdClient {
  /** One page, by last-modified window or of the whole catalogue. */
  getPage(request: NvdPageRequest): Promise<NvdPage>;
  /**
   * Pages of what changed in the last days. Leaves out what is scored below the threshold, never what is
   * unscored, rejected, known to be exploited or set aside.
   */
  getCves(daysBack?: number, cvssThreshold?: number): AsyncIterable<NvdPage>;
  /** Null when NVD does not know it. */
  getCveById(cveId: string): Promise<FetchedRecord | null>;
}

/** One line of CVE.org's delta log. */
export interface CveChange {
  cveId: string;
  kind: 'new' | 'updated';
  dateUpdated: string;
  /** When the log recorded it: the cursor of the feed, since a record's own date may lie before it. */
  fetchTime: string;
}

export interface CveOrgClient {
  getCveById(cveId: string): Promise<FetchedRecord | null>;
  /** Changes after `since` (fetch time), oldest first, each CVE once with its newest change. */
  getDeltaLog(options?: {
    since?: string;
    validators?: Validators;
  }): Promise<Conditional<{ changes: CveChange[] }>>;
  /** Records named in the delta log of the last days, one request each. */
  getCves(daysBack?: number): AsyncIterable<FetchedRecord>;
}

export interface HibpClient {
  listBreaches(validators?: Validators): Promise<Conditional<{ records: FetchedRecord[] }>>;
  getBreach(name: string): Promise<FetchedRecord | null>;
  /** Breaches of a domain or one of its subdomains, found in the whole list: HIBP's own search wants proof of ownership. */
  searchBreaches(domain: string): Promise<NormalizedIncident[]>;
}

/** KEV's catalogue, which always comes whole. */
export interface KevCatalogue {
  catalogVersion: string | null;
  /** ISO 8601 UTC. */
  dateReleased: string | null;
  /** How many entries it says that it has. */
  count: number | null;
  records: FetchedRecord[];
}

export interface KevClient {
  getCatalog(validators?: Validators): Promise<Conditional<KevCatalogue>>;
}

export interface EpssScore {
  cveId: string;
  /** Probability of exploitation in the next 30 days, 0..1. */
  epss: number;
  /** 0..1. */
  percentile: number;
  /** `YYYY-MM-DD`. */
  date: string;
}

export interface EpssClient {
  /** Scores of those that have one; absent is unknown, not 0. One request per `chunkCveIds` chunk. */
  getScores(
    cveIds: readonly string[],
    /** Hears of each score that does not parse, as a record that says why when it is read. */
    onUnreadable?: (record: FetchedRecord) => void,
  ): Promise<EpssScore[]>;
}
