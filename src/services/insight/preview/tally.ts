import { SEVERITIES, type Severity } from '../../../domain/vocabulary.ts';
import type { FoundMatch } from '../../monitoring/matching/save-matches.ts';
import type { SideMatches } from './match-both.ts';

/** How many pairs there are on either side, and what becomes of them. */
export interface PairCounts {
  now: number;
  then: number;
  gained: number;
  lost: number;
  kept: number;
}

/** A figure on either side. */
export interface NowThen {
  now: number;
  then: number;
}

/** What the pages looked at so far add up to. */
export interface Tally {
  /** Incidents of the window. */
  incidents: number;
  counts: PairCounts;
  by_severity: Record<Severity, PairCounts>;
  /** Incidents that the thresholds let in. */
  considered: NowThen;
  /** Incidents that wait for a score and would match. */
  held: NowThen;
  /** Pairs that are confident enough to be responded to. */
  responded: NowThen;
  /** The most confident ones. */
  gained: FoundMatch[];
  lost: FoundMatch[];
}

/** Gained or lost pairs that are listed; all are counted. */
export const MOST_LISTED = 200;

const none = (): PairCounts => ({ now: 0, then: 0, gained: 0, lost: 0, kept: 0 });

/** Nothing looked at yet. */
export const emptyTally = (): Tally => ({
  incidents: 0,
  counts: none(),
  by_severity: Object.fromEntries(SEVERITIES.map((severity) => [severity, none()])) as Tally['by_severity'],
  considered: { now: 0, then: 0 },
  held: { now: 0, then: 0 },
  responded: { now: 0, then: 0 },
  gained: [],
  lost: [],
});

const pairOf = ({ match, incident }: FoundMatch): string => `${match.vendorId} ${incident.id}`;

const byConfidence = (a: FoundMatch, b: FoundMatch): number =>
  b.match.confidence - a.match.confidence || (pairOf(a) < pairOf(b) ? -1 : 1);

/** The most confident ones of both; sorting now and then keeps memory and time in bounds. */
const best = (known: FoundMatch[], more: readonly FoundMatch[], isLast: boolean): FoundMatch[] => {
  const all = [...known, ...more];
  return all.length > 2 * MOST_LISTED || isLast ? all.sort(byConfidence).slice(0, MOST_LISTED) : all;
};

function count(tally: Tally, found: readonly FoundMatch[], what: keyof PairCounts): void {
  tally.counts[what] += found.length;
  for (const { incident } of found) tally.by_severity[incident.severity][what] += 1;
}

/** Adds what some incidents come to. `respondFrom`: confidence 0..1. */
export function add(
  tally: Tally,
  incidents: number,
  { now, then }: { now: SideMatches; then: SideMatches },
  respondFrom: NowThen,
): void {
  const before = new Set(now.found.map(pairOf));
  const after = new Set(then.found.map(pairOf));
  const gained = then.found.filter((one) => !before.has(pairOf(one)));
  const lost = now.found.filter((one) => !after.has(pairOf(one)));
  tally.incidents += incidents;
  count(tally, now.found, 'now');
  count(tally, then.found, 'then');
  count(tally, gained, 'gained');
  count(tally, lost, 'lost');
  count(
    tally,
    now.found.filter((one) => after.has(pairOf(one))),
    'kept',
  );
  for (const side of ['now', 'then'] as const) {
    const { found, awaitingScore, considered } = side === 'now' ? now : then;
    tally.considered[side] += considered;
    tally.held[side] += awaitingScore;
    tally.responded[side] += found.filter(({ match }) => match.confidence + 1e-9 >= respondFrom[side]).length;
  }
  tally.gained = best(tally.gained, gained, false);
  tally.lost = best(tally.lost, lost, false);
}

/** The pairs to be listed, most confident first. */
export const listed = (tally: Tally): Pick<Tally, 'gained' | 'lost'> => ({
  gained: best(tally.gained, [], true),
  lost: best(tally.lost, [], true),
});
