import { DAY_HOURS, FAILING_HOURS, hoursSince, inWords, NO_TRY_MENDS } from './feed-health.ts';

/** What can be wrong with a custom feed. */
export const CUSTOM_FEED_TROUBLES = ['failing', 'stale', 'empty'] as const;
export type CustomFeedTrouble = (typeof CUSTOM_FEED_TROUBLES)[number];

/** How a custom feed is: `off` is not read, `waiting` was never read to its end yet. */
export const OWN_VERDICTS = ['healthy', 'waiting', 'off', ...CUSTOM_FEED_TROUBLES] as const;
export type CustomFeedVerdict = (typeof OWN_VERDICTS)[number];

/** Hours without a complete reading after which a feed is late, where it is asked for once a day. */
const LATE_HOURS = 36;
/** Hours for which a feed that had entries has none before people are told: a page may just be written anew. */
const EMPTY_HOURS = 24;

/** What is known of a tenant's feed. Times ISO 8601 UTC. */
export interface CustomFeedFacts {
  enabled: boolean;
  createdAt: string;
  /** How often the tenant's scans ask for it; null: monitoring of feeds is off. */
  askedEveryHours: number | null;
  /** The feed as it was then is stored. */
  freshUntil: string | null;
  failures: number;
  /** The first failure since it was last read to its end. */
  failingSince: string | null;
  lastError: string | null;
  lastErrorCode: string | null;
  /** Since when a feed that had entries has none. */
  emptySince: string | null;
}

/** A verdict with why, in words; `alarming` where its admins are to be told. */
export interface CustomFeedJudgement {
  verdict: CustomFeedVerdict;
  reason: string;
  alarming: boolean;
}

const calm = (verdict: CustomFeedVerdict, reason: string): CustomFeedJudgement => ({
  verdict,
  reason,
  alarming: false,
});

/** What its admins can do about a failure, by its code. */
function adviceOn(code: string | null): string {
  switch (code) {
    case 'bad_key':
    case 'forbidden':
      return 'Check the header that it is signed in with.';
    case 'not_found':
    case 'refused':
    case 'bad_request':
      return 'Check its address.';
    case 'malformed':
    case 'too_large':
      return 'Test the feed: its address may lead to something else by now.';
    default:
      return 'Nothing is lost: the next scan goes on where this one stopped.';
  }
}

function failing(facts: CustomFeedFacts, late: boolean, now: string): CustomFeedJudgement {
  const { lastError, lastErrorCode, failingSince } = facts;
  const hours = failingSince === null ? 0 : hoursSince(failingSince, now);
  return {
    verdict: 'failing',
    reason: `${lastError ?? 'The last try failed'}. Failing for ${inWords(hours)}. ${adviceOn(lastErrorCode)}`,
    alarming:
      late || hours >= FAILING_HOURS || lastErrorCode === 'refused' || NO_TRY_MENDS.has(lastErrorCode ?? ''),
  };
}

/** How a custom feed is at `now`, the worst first: it fails, it is late, it has no entries. Pure. */
export function judgeCustomFeed(facts: CustomFeedFacts, now: string): CustomFeedJudgement {
  const { enabled, askedEveryHours, freshUntil, createdAt, emptySince } = facts;
  if (!enabled) return calm('off', 'Switched off.');
  const allowed = LATE_HOURS + Math.max(0, (askedEveryHours ?? 0) - DAY_HOURS);
  const age = hoursSince(freshUntil ?? createdAt, now);
  const late = askedEveryHours !== null && age > allowed;
  if (facts.failures > 0) return failing(facts, late, now);
  if (late) {
    const reading = freshUntil === null ? 'Added' : 'Last read to its end';
    const reason = `${reading} ${inWords(age)} ago; at most ${inWords(allowed)} are expected. Start a scan of feeds, or ask who runs Vigil.`;
    return { verdict: 'stale', reason, alarming: true };
  }
  if (freshUntil === null) {
    const off = 'Not read yet: monitoring of feeds is switched off.';
    return calm('waiting', askedEveryHours === null ? off : 'Being read for the first time.');
  }
  if (emptySince !== null && hoursSince(emptySince, now) >= EMPTY_HOURS) {
    const reason = `It answers, but has had no entries for ${inWords(hoursSince(emptySince, now))}. Test the feed: its address may lead to something else by now.`;
    return { verdict: 'empty', reason, alarming: true };
  }
  return calm('healthy', 'Read to its end in time.');
}
