import type { FeedStep } from '../../contracts/payloads.ts';
import type { FetchedRecord, Json } from '../../domain/incidents/normalized-incident.ts';
import type { ScanType } from '../../domain/vocabulary.ts';
import type { EpssScore, FeedClientOptions } from './feed-clients.ts';
import type { FeedSettings, FeedVariable } from './feed-variable.ts';

/** Before anything that a source has recorded: a source that gives everything is covered from here on. */
export const BEGINNING = '1900-01-01T00:00:00.000Z';

type SettingsOf<V> = {
  readonly [K in keyof V]: V[K] extends { default: string } ? string : string | undefined;
};

/** How far a source has been read. Times ISO 8601. */
export interface FeedPosition {
  /** What the source needs to go on: a page, validators, the last entry of a log. */
  cursor: Record<string, Json>;
  /** The source as it was then is stored. */
  freshUntil: string | null;
  /** Everything changed at the source since then is stored. */
  coveredFrom: string | null;
}

/** A record to be fetched by itself later. Times ISO 8601. */
export interface QueuedRecord {
  externalId: string;
  /** The record's own date of change; one stored as new as that is not queued. */
  modifiedDate: string;
  /** Its place in the queue. */
  queuedAt: string;
}

/** What a source may ask of what is stored. */
export interface FeedStore {
  /** Records of this source that are waiting to be fetched by themselves, oldest first. */
  queued(limit: number): Promise<string[]>;
  /**
   * Sends a record to the end of the queue, so that one bad one does not hold up the rest. How often an answer for it
   * was malformed, this time included; 0 for one that is not on the queue.
   */
  postpone(externalId: string, why: { malformed: boolean }): Promise<number>;
  /** Some of the stored CVEs changed since then of which this source was never asked. */
  missing(since: string, limit: number): Promise<string[]>;
  /** Stored CVEs changed since then without an EPSS score of today, in the order of their ids. */
  unscored(since: string, after: string, limit: number): Promise<string[]>;
}

/** What is asked of a source. */
export interface PageRequest {
  /** What changed at the source since then is wanted. */
  since: string;
  /** Where the page before ended; null begins. */
  step: FeedStep | null;
  /** The clock that all workers share, ISO 8601. */
  now: string;
  position: FeedPosition;
  /** True: one request a page, so that the task queue's rate is the rate of requests. */
  rateLimited: boolean;
}

/** One page of a source: what is committed in one transaction. */
export interface FeedPage {
  records?: FetchedRecord[];
  scores?: EpssScore[];
  /** Put on the queue. */
  enqueue?: QueuedRecord[];
  /** Asked for by themselves: taken off the queue, and not `missing` any more. */
  fetched?: string[];
  /**
   * The records are all that the source lists, as of then (ISO 8601): what is stored of it, not newer and not among
   * them, it has taken out.
   */
  whole?: { asOf: string };
  /** Null: nothing is left to read. */
  next: FeedStep | null;
  /** True: what is left may wait for another time, should somebody ask meanwhile. */
  spare?: boolean;
  /** Replaces the stored one. */
  cursor?: Record<string, Json>;
  /** Everything asked for is stored with this page. */
  complete?: { freshUntil: string; coveredFrom: string };
}

export interface FeedContext<Settings = FeedSettings> {
  settings: Settings;
  store: FeedStore;
  /** Passed on to the client: what ends a request that is under way, and other limits than its own. */
  limits?: Pick<FeedClientOptions, 'signal' | 'timeoutMs' | 'maxBytes'>;
}

/** A shared source: all that the product needs to know of it. */
export interface FeedDefinition<Settings = FeedSettings> {
  /** As in addresses, queues and bodies: kebab-case. */
  source: string;
  /** As people call it. */
  title: string;
  /** Whose cycles ask for it. */
  scanType: ScanType;
  /** Read after the others of its scan type, since it is asked about what they brought. */
  last?: true;
  variables: Record<string, FeedVariable>;
  /** What the source allows, held across all workers by its task queue. */
  requestsPerSecond: (settings: Settings) => number;
  /** How old it may be for a scheduled cycle. */
  toleranceMinutes: number;
  /** Without success for so long, it counts as stale. */
  staleAfterHours: number;
  /** Reads on. One request where a rate is held. Throws FeedError. */
  readPage: (request: PageRequest, context: FeedContext<Settings>) => Promise<FeedPage>;
  /** One record by its id; null when the source has none. Throws FeedError. */
  readOne?: (externalId: string, context: FeedContext<Settings>) => Promise<FetchedRecord | null>;
}

/** Ties a source's code to the types of its own settings. */
export function defineFeed<const V extends Record<string, FeedVariable>>(
  definition: Omit<FeedDefinition<SettingsOf<V>>, 'variables'> & { variables: V },
): FeedDefinition {
  // The registry hands each source the settings that its own variables describe.
  return definition as unknown as FeedDefinition;
}
