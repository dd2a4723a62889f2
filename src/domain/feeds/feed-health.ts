import { unusualSilence, vendorShares, type FeedDay } from './feed-yield.ts';

/** How a shared source is: `waiting` was never read yet, the rest of them is trouble but `healthy`. */
export const FEED_VERDICTS = ['healthy', 'waiting', 'failing', 'stale', 'empty', 'drifting'] as const;
export type FeedVerdict = (typeof FEED_VERDICTS)[number];

/** Trouble that people are told of. */
export const ALARMING_VERDICTS = ['failing', 'stale', 'empty', 'drifting'] as const;
export type AlarmingVerdict = (typeof ALARMING_VERDICTS)[number];

/** A source that fails for so long is told of; one that no further try can mend is at once. */
export const FAILING_HOURS = 6;
const HOUR_MS = 3_600_000;
export const DAY_HOURS = 24;
/** Codes of failures that stay until somebody changes something. */
export const NO_TRY_MENDS: ReadonlySet<string> = new Set([
  'bad_key',
  'bad_request',
  'forbidden',
  'not_found',
  'too_large',
]);

/** What is known of a source. Times ISO 8601 UTC. */
export interface FeedFacts {
  source: string;
  title: string;
  /** The environment variables that hold its key, and its address. */
  keyVariables: readonly string[];
  addressVariables: readonly string[];
  /** Hours without a complete reading after which it is late, where it is asked for once a day. */
  staleAfterHours: number;
  /** How often the tenant that asks most often does; null: nobody does. */
  askedEveryHours: number | null;
  /** Its first try; null: none yet. */
  startedAt: string | null;
  /** The source as it was then is stored. */
  freshUntil: string | null;
  /** Failed tries since the last answer. */
  failures: number;
  /** The first failure since the last complete reading. */
  failingSince: string | null;
  lastError: string | null;
  lastErrorCode: string | null;
  /** The next try by itself; null: it is left alone until somebody asks. */
  nextTryAt: string | null;
  /** Of about the last records that were read anew. */
  recent: { read: number; withVendor: number };
  /** Oldest first. */
  days: readonly FeedDay[];
}

/** A verdict with why, and what a person may do about it. */
export interface FeedJudgement {
  verdict: FeedVerdict;
  reason: string;
  /** Null where nothing is to be done. */
  advice: string | null;
  /** True where people are to be told. */
  alarming: boolean;
}

/** Hours from one time to another, ISO 8601. */
export const hoursSince = (time: string, now: string): number =>
  (Date.parse(now) - Date.parse(time)) / HOUR_MS;

/** `5 minutes`, `3 hours`, `2 days`. */
export function inWords(hours: number): string {
  const [count, unit] =
    hours < 1
      ? [Math.max(1, Math.round(hours * 60)), 'minute']
      : hours < 2 * DAY_HOURS
        ? [Math.round(hours), 'hour']
        : [Math.round(hours / DAY_HOURS), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const either = (names: readonly string[]): string => names.join(' or ');

/** What to do about a failure, by its code. */
function adviceOn({ lastErrorCode, title, keyVariables, addressVariables }: FeedFacts): string {
  const address = either(addressVariables);
  switch (lastErrorCode) {
    case 'bad_key':
      return keyVariables.length === 0
        ? `${title} asks for a key, but needs none: check ${address}.`
        : `Set ${either(keyVariables)} to a valid key (or take it away) and restart the workers.`;
    case 'forbidden':
    case 'not_found':
    case 'bad_request':
      return `Check ${either([...addressVariables, ...keyVariables])}: the service answers, but refuses what it is asked.`;
    case 'rate_limited':
      return `It goes on by itself once the service allows it. If it lasts, see who else asks ${title} from the same address${keyVariables.length === 0 ? '' : `, or set ${either(keyVariables)}`}.`;
    case 'malformed':
    case 'too_large':
      return `See whether a proxy answers in place of ${title} (${address}). If not, its format has changed and Vigil needs an update.`;
    case 'unavailable':
    case 'timeout':
      return `Check whether the workers reach ${title} (${address}): network, proxy, the service's own status page. Nothing is lost: reading goes on where it stopped.`;
    default:
      return "Look at the worker's log. Nothing is lost: reading goes on where it stopped.";
  }
}

/** Hours after which a source is late: it cannot be fresher than it is asked to be. */
const lateAfter = ({ staleAfterHours, askedEveryHours }: FeedFacts): number =>
  staleAfterHours + Math.max(0, (askedEveryHours ?? 0) - DAY_HOURS);

function isLate(facts: FeedFacts, now: string): boolean {
  const since = facts.freshUntil ?? facts.startedAt;
  return since !== null && facts.askedEveryHours !== null && hoursSince(since, now) > lateAfter(facts);
}

function failing(facts: FeedFacts, now: string): FeedJudgement {
  const { lastError, lastErrorCode, failingSince, title } = facts;
  const hours = failingSince === null ? 0 : hoursSince(failingSince, now);
  const what =
    lastErrorCode === 'bad_key' ? `${title} refuses the API key` : (lastError ?? 'The last try failed');
  const tried = facts.nextTryAt === null ? 'tried again when the next scan asks for it' : 'being tried again';
  return {
    verdict: 'failing',
    reason: `${what}. Failing for ${inWords(hours)}, ${tried}.`,
    advice: adviceOn(facts),
    alarming: hours >= FAILING_HOURS || NO_TRY_MENDS.has(lastErrorCode ?? '') || isLate(facts, now),
  };
}

function stale(facts: FeedFacts, now: string): FeedJudgement {
  const since = facts.freshUntil ?? facts.startedAt ?? now;
  const reading = facts.freshUntil === null ? 'Begun' : 'Last read to its end';
  return {
    verdict: 'stale',
    reason: `${reading} ${inWords(hoursSince(since, now))} ago; at most ${inWords(lateAfter(facts))} are expected.`,
    advice: `Check that a worker runs, that the Schedules are not paused, and what the workflow feed-sync/${facts.source} waits for in the Temporal Web UI.`,
    alarming: true,
  };
}

function empty(title: string, silence: { quietDays: number; median: number }): FeedJudgement {
  return {
    verdict: 'empty',
    reason: `Nothing new for ${silence.quietDays} whole days, though read; before, a day usually brought ${Math.round(silence.median)}.`,
    advice: `Compare with what ${title} itself has published since. If it has, its address leads to something else, or its answers have changed.`,
    alarming: true,
  };
}

function drifting({ title }: FeedFacts, now: number, before: number): FeedJudgement {
  return {
    verdict: 'drifting',
    reason: `Of the latest records ${percent(now)} name a vendor; before, ${percent(before)} did.`,
    advice: `Look at the newest incidents of ${title}: where vendors stand elsewhere now, its format has changed and Vigil needs an update; until then matches may be missed.`,
    alarming: true,
  };
}

function waiting({ askedEveryHours }: FeedFacts): FeedJudgement {
  return {
    verdict: 'waiting',
    reason:
      askedEveryHours === null
        ? 'Not read yet: no tenant has its monitoring switched on.'
        : 'Not read yet: the first scan reads it.',
    advice: null,
    alarming: false,
  };
}

/** How a source is at `now`, the worst first: it fails, it is late, it brings nothing, it brings no vendors. Pure. */
export function judgeFeed(facts: FeedFacts, now: string): FeedJudgement {
  if (facts.startedAt === null) return waiting(facts);
  if (facts.failures > 0) return failing(facts, now);
  if (isLate(facts, now)) return stale(facts, now);
  const silence = unusualSilence(facts.days, now.slice(0, 10));
  if (silence !== null) return empty(facts.title, silence);
  const shares = vendorShares(facts.recent, facts.days);
  if (shares.drifts) return drifting(facts, shares.now ?? 0, shares.before ?? 0);
  return facts.freshUntil === null
    ? {
        verdict: 'waiting',
        reason: 'Being read for the first time.',
        advice: null,
        alarming: false,
      }
    : { verdict: 'healthy', reason: 'Read to its end in time.', advice: null, alarming: false };
}
