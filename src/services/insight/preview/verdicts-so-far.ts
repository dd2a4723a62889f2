import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { consider } from '../../../domain/matching/consideration.ts';
import { asConsidered } from '../../monitoring/matching/considered-row.ts';
import { matchUnderRules } from '../../monitoring/matching/suppressed.ts';
import { EXPLAINED_COLUMNS, type ExplainedIncident } from '../explain/explained-incident.ts';
import { scanTypeOf } from '../explain/obstacles.ts';
import type { Register } from '../../monitoring/register/register.ts';
import type { CheckTime } from '../time-budget.ts';
import type { Side } from './sides.ts';

/** An incident of resolved trackings, with what was made of each. */
export type JudgedIncident = ExplainedIncident & { verdicts: { vendor_id: string; is_match: boolean }[] };

/** Resolved trackings that are looked at, the latest. */
const MOST_VERDICTS = 2_000;

/** What reviewers made of matches: a false positive is none, any other resolution but a duplicate is one. */
export async function readVerdicts(tx: TenantTx): Promise<JudgedIncident[]> {
  const { rows } = await sql<JudgedIncident>`
    select ${EXPLAINED_COLUMNS}, v.verdicts
    from (select r.incident_id, jsonb_agg(jsonb_build_object('vendor_id', r.vendor_id, 'is_match', r.is_match)) as verdicts
      from (select t.incident_id, t.vendor_id, t.resolution_type <> 'false_positive' as is_match
        from vendor_security_tracking t
        where t.status = 'resolved' and t.resolution_type <> 'duplicate'
        order by t.resolved_at desc, t.id limit ${MOST_VERDICTS}) r
      group by r.incident_id) v
    join security_incidents i on i.id = v.incident_id order by i.id`.execute(tx.sql);
  return rows;
}

/** How many of the judged pairs one side raises. */
export interface Precision {
  /** Raised, and not called false. */
  right: number;
  /** Raised, and called false positives. */
  wrong: number;
  /** 0..1: right of all that are raised; null where none is. */
  precision: number | null;
}

/** The same counted with the match rules that the verdicts themselves made, and as if there were none. */
export interface SidePrecision {
  with_rules: Precision;
  without_rules: Precision;
}

/** What both sides make of the verdicts so far. */
export interface VerdictFigures {
  /** Judged pairs: resolved trackings but duplicates. */
  verdicts: number;
  false_positives: number;
  now: SidePrecision;
  then: SidePrecision;
}

const nothing = (): Precision => ({ right: 0, wrong: 0, precision: null });

function count(figures: Precision, isMatch: boolean): void {
  if (isMatch) figures.right += 1;
  else figures.wrong += 1;
}

const finished = ({ right, wrong }: Precision): Precision => ({
  right,
  wrong,
  precision: right + wrong === 0 ? null : right / (right + wrong),
});

function judgeSide(
  incidents: readonly JudgedIncident[],
  register: Register,
  side: Side,
  checkTime: CheckTime,
): SidePrecision {
  const withRules = nothing();
  const withoutRules = nothing();
  for (const incident of incidents) {
    checkTime();
    if (!side.watches[scanTypeOf(incident)] || consider(asConsidered(incident), side.config) !== 'match')
      continue;
    const { matches, suppressed } = matchUnderRules(register, incident, side.settings);
    const raised = new Set(matches.map(({ vendorId }) => vendorId));
    const kept = new Set(suppressed.map(({ vendorId }) => vendorId));
    for (const { vendor_id, is_match } of incident.verdicts) {
      if (raised.has(vendor_id)) count(withRules, is_match);
      if (raised.has(vendor_id) || kept.has(vendor_id)) count(withoutRules, is_match);
    }
  }
  return { with_rules: finished(withRules), without_rules: finished(withoutRules) };
}

/** How right either side is on what reviewers judged so far, whenever that was. */
export function judgeVerdicts(
  incidents: readonly JudgedIncident[],
  register: Register,
  { now, then }: { now: Side; then: Side },
  checkTime: CheckTime,
): VerdictFigures {
  const verdicts = incidents.flatMap((incident) => incident.verdicts);
  return {
    verdicts: verdicts.length,
    false_positives: verdicts.filter(({ is_match }) => !is_match).length,
    now: judgeSide(incidents, register, now, checkTime),
    then: judgeSide(incidents, register, then, checkTime),
  };
}
