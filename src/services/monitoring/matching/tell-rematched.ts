import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { Evidence } from '../../../domain/incidents/incident.ts';
import { isWorthReporting } from '../../../domain/matching/rematch.ts';
import type { Match } from '../../../matching/scoring/match.ts';
import { recordAudits, SYSTEM } from '../../access/audit/record.ts';
import type { KnownTracking } from './known-trackings.ts';

/** A known tracking of which the matcher says something else now. */
export interface Rematched {
  known: KnownTracking;
  match: Match;
  doubtful: boolean;
}

/** How the tenant is matched now. */
export interface MatchedBy {
  /** The tenant's `min_match_confidence`. */
  threshold: number;
  matcherVersion: string;
}

interface Told {
  tracking_id: string;
  /** How often a change was told. */
  times: number;
  /** 0..1, as the timeline has it; null where it has none. */
  confidence: number | null;
}

/** What the timelines said last, so that many small moves are told as well once they add up. */
async function readTold(tx: TenantTx, trackingIds: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await sql<Told>`
    select tracking_id, (count(*) filter (where kind = 'rematched'))::int as times,
      ((array_agg(coalesce(detail #> '{confidence,after}', detail -> 'confidence') order by occurred_at desc, id desc))[1])::float8
        as confidence
    from tracking_events where tracking_id = any(${[...trackingIds]}::uuid[]) and kind in ('matched', 'rematched')
    group by tracking_id`.execute(tx.sql);
  return new Map(rows.map((row) => [row.tracking_id, row]));
}

const inShort = (evidence: Evidence | null | undefined) =>
  evidence
    ? {
        strategy: evidence.strategy,
        incident_value: evidence.incident_value,
        vendor_value: evidence.vendor_value,
      }
    : null;

function detailOf(
  { known, match, doubtful }: Rematched,
  before: number,
  { threshold, matcherVersion }: MatchedBy,
) {
  return {
    confidence: { before, after: match.confidence },
    reason: { before: known.match_reason, after: match.reason },
    evidence: { before: inShort(known.strongest), after: inShort(match.evidence[0]) },
    matcher_version: { before: known.matcher_version, after: matcherVersion },
    doubtful,
    threshold,
  };
}

/**
 * Puts on the timelines, and into the audit log, what the matcher says otherwise of known trackings: once for each
 * change, in the transaction that changes the tracking.
 */
export async function tellRematched(
  tx: TenantTx,
  changed: readonly Rematched[],
  by: MatchedBy,
): Promise<void> {
  if (changed.length === 0) return;
  const told = await readTold(
    tx,
    changed.map(({ known }) => known.id),
  );
  const events = changed.flatMap((one) => {
    const { known, match, doubtful } = one;
    const last = told.get(known.id);
    const before = last?.confidence ?? known.match_confidence;
    const was = {
      confidence: before,
      evidenceKey: known.evidence_key,
      doubtful: known.doubtful_since !== null,
    };
    const now = { confidence: match.confidence, evidenceKey: match.evidenceKey, doubtful };
    if (!isWorthReporting(was, now)) return [];
    const effectKey = `rematched/${(last?.times ?? 0) + 1}`;
    return [{ known, was, now, effectKey, detail: detailOf(one, before, by) }];
  });
  await sql`
    insert into tracking_events (id, tenant_id, tracking_id, response_no, kind, actor_type, actor_name, step, detail, effect_key)
    select u.id, ${tx.tenantId}, u.tracking_id, u.response_no, 'rematched', 'system', 'Vigil', 'monitoring-cycle',
      u.detail::jsonb, u.effect_key
    from unnest(${events.map(() => uuidv7())}::uuid[], ${events.map(({ known }) => known.id)}::uuid[],
      ${events.map(({ known }) => known.response_no)}::int[], ${events.map(({ detail }) => JSON.stringify(detail))}::text[],
      ${events.map(({ effectKey }) => effectKey)}::text[]) as u (id, tracking_id, response_no, detail, effect_key)
    on conflict (tracking_id, effect_key) do nothing`.execute(tx.sql);
  await recordAudits(
    tx,
    SYSTEM,
    events.map(({ known, was, now }) => ({
      action: 'tracking.rematch',
      targetType: 'vendor_security_tracking',
      targetId: known.id,
      before: inColumns(was),
      after: inColumns(now),
    })),
  );
}

const inColumns = (judged: { confidence: number; evidenceKey: string; doubtful: boolean }) => ({
  match_confidence: judged.confidence,
  evidence_key: judged.evidenceKey,
  doubtful: judged.doubtful,
});
