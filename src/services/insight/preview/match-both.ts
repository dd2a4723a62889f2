import type { Consideration } from '../../../domain/matching/consideration.ts';
import type { ScanType } from '../../../domain/vocabulary.ts';
import { applyThresholds, matchRows } from '../../monitoring/matching/match-rows.ts';
import type { PageIncident } from '../../monitoring/matching/page-of-incidents.ts';
import type { FoundMatch } from '../../monitoring/matching/save-matches.ts';
import type { Register } from '../../monitoring/register/register.ts';
import { weighAlike, type Side } from './sides.ts';

/** What some incidents come to on one side. */
export interface SideMatches {
  found: FoundMatch[];
  /** Incidents that wait for a score and would match. */
  awaitingScore: number;
  considered: number;
}

const thresholdsOn =
  (side: Side, scanType: ScanType) =>
  (row: PageIncident): Consideration =>
    side.watches[scanType] ? applyThresholds(row, side.config, false) : 'skip';

function matchSide(
  rows: readonly PageIncident[],
  register: Register,
  side: Side,
  scanType: ScanType,
): SideMatches {
  const { found, awaitingScore, considered } = matchRows(
    rows,
    register,
    side.settings,
    thresholdsOn(side, scanType),
  );
  return { found, awaitingScore: awaitingScore.length, considered };
}

/** Of the matches at the lower threshold those that one side raises: a threshold changes no confidence. */
function raisedBy(
  rows: readonly PageIncident[],
  all: readonly FoundMatch[],
  side: Side,
  scanType: ScanType,
): SideMatches {
  const verdicts = new Map(rows.map((row) => [row.id, thresholdsOn(side, scanType)(row)]));
  const least = side.settings.rules.min_match_confidence - 1e-9;
  const reaching = all.filter(({ match }) => match.confidence >= least);
  const of = (verdict: Consideration) =>
    reaching.filter(({ incident }) => verdicts.get(incident.id) === verdict);
  return {
    found: of('match'),
    awaitingScore: new Set(of('hold').map(({ incident }) => incident.id)).size,
    considered: [...verdicts.values()].filter((verdict) => verdict !== 'skip').length,
  };
}

/**
 * What some incidents of one scan type come to now and then, by the functions that a cycle matches with. Sides that
 * differ in thresholds alone are matched once. Pure.
 */
export function matchBoth(
  rows: readonly PageIncident[],
  register: Register,
  { now, then }: { now: Side; then: Side },
  scanType: ScanType,
): { now: SideMatches; then: SideMatches } {
  if (!weighAlike(now, then))
    return {
      now: matchSide(rows, register, now, scanType),
      then: matchSide(rows, register, then, scanType),
    };
  const lower = Math.min(now.settings.rules.min_match_confidence, then.settings.rules.min_match_confidence);
  const settings = { ...now.settings, rules: { ...now.settings.rules, min_match_confidence: lower } };
  const either = (row: PageIncident): Consideration =>
    [now, then].some((side) => thresholdsOn(side, scanType)(row) !== 'skip') ? 'match' : 'skip';
  const { found } = matchRows(rows, register, settings, either);
  return { now: raisedBy(rows, found, now, scanType), then: raisedBy(rows, found, then, scanType) };
}
